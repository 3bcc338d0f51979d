/* Navigation of the page. The URL holds the view: ?q=… for the chat, ?look=…, ?trace=… and ?library=… for the other
   views, and #article=… for the article on the right. Addresses are relative to the page, which may have any path.
   Links and forms change the URL without reloading the page; views are fetched from page/… as HTML. No string is
   evaluated as code, so the content security policy can forbid it. */
(() => {
  const NAMES = { look: "Explore", brief: "Briefs", follow: "Followed", people: "People", person: "People", place: "People", trace: "Check a quote", library: "Library" };
  const VIEWS = Object.keys(NAMES);
  const home = new URL("./", location.href).pathname;
  const part = (name) => document.getElementById(name);
  const inside = (name) => part(name).querySelector(".md") ?? part(name);
  let lastLink = null; // gets the focus back when the article is closed

  // --- views beside the chat

  const notice = (line) => {
    const shown = document.createElement("p");
    shown.className = "notice";
    shown.setAttribute("role", "alert");
    shown.textContent = line;
    return shown;
  };

  /* Fetches an address; throws an error with a one-line message if the server cannot be reached or refuses. */
  const fetched = async (address, options) => {
    const answer = await fetch(address, options).catch(() => {
      throw new Error("Can't reach the server. Check that it is running, then retry or reload the page.");
    });
    if (answer.redirected && new URL(answer.url).pathname === `${home}login`) location.assign(`${home}login?${new URLSearchParams({ next: location.pathname + location.search + location.hash })}`);
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => ({}));
    throw new Error(answer.status === 401 ? "Sign in to do this." : (problem.detail ?? `Error ${answer.status}`));
  };

  /* Sends a document to an address, and returns the one that comes back. */
  const send = async (address, method = "GET", body = undefined) => {
    const content = body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
    const answer = await fetched(address, { method, ...content });
    return answer.status === 204 ? {} : answer.json();
  };

  /* Marks a part of the page that is being replaced. It takes no more clicks, since they would be lost with it. */
  const setBusy = (pane, busy) => {
    busy ? pane.setAttribute("aria-busy", "true") : pane.removeAttribute("aria-busy");
    pane.inert = busy;
  };

  /* Loads an address into a part of the page; the latest request wins. */
  const show = async (name, address) => {
    const pane = part(name);
    pane.dataset.address = address;
    setBusy(pane, true);
    try {
      const html = await (await fetched(address, { headers: { accept: "*/*" } })).text();
      if (pane.dataset.address !== address) return;
      inside(name).innerHTML = html;
    } catch (error) {
      if (pane.dataset.address !== address) return;
      inside(name).querySelector(":scope > .notice")?.remove();
      inside(name).prepend(notice(error.message));
    } finally {
      if (pane.dataset.address === address) setBusy(pane, false);
    }
    current();
  };

  const article = async () => {
    const reading = location.hash.startsWith("#article=");
    part("room").classList.toggle("reading", reading);
    current();
    if (!reading) {
      part("reader").dataset.address = "";
      setBusy(part("reader"), false);
      inside("reader").replaceChildren(part("reader").unread.cloneNode(true));
      lastLink?.isConnected && lastLink.focus({ preventScroll: true });
      return;
    }
    await show("reader", `page/article?${location.hash.slice(1)}`);
    const pane = part("reader");
    const mark = pane.querySelector(".text mark");
    const head = pane.querySelector("header")?.offsetHeight ?? 0;
    const below = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    pane.scrollTop = mark ? pane.scrollTop + below - Math.max(head + 24, pane.clientHeight / 3) : 0;
    pane.querySelector("h2")?.focus({ preventScroll: true });
  };

  const viewed = () => VIEWS.find((name) => new URLSearchParams(location.search).has(name)) ?? "ask";

  /* Returns the address of the current view's HTML. */
  const source = () => `page/${viewed()}${location.search}`;

  /* Names the tab after what it shows. */
  const setTitle = () => {
    const asked = [...document.querySelectorAll("#conversation .question")].at(-1)?.textContent.trim();
    const searched = new URLSearchParams(location.search).get(viewed())?.trim();
    const shown = { ask: asked, ...Object.fromEntries(VIEWS.map((name) => [name, searched])) }[viewed()];
    const heading = ["person", "brief"].includes(viewed()) ? part("view").querySelector("h2")?.textContent : shown; // an address may hold an id
    document.title = [heading, NAMES[viewed()], "onrecord"].filter(Boolean).join(" – ").slice(0, 200);
  };

  const view = async (focus) => {
    const name = viewed();
    part("room").dataset.view = name;
    setTitle();
    for (const link of document.querySelectorAll("#top nav a")) {
      const here = link.getAttribute("href") === (name === "ask" ? "./" : `./?${["person", "place"].includes(name) ? "people" : name}=`);
      here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }
    if (name === "ask") return;
    await show("view", source());
    setTitle();
    const charts = part("view").querySelector("[data-charts]");
    if (charts) draw(charts.dataset.charts);
    if (focus) part("view").querySelector("h2")?.focus();
  };

  /* Hands the chat what it is to do: the query of a link, or a conversation to open again. */
  const submitQuery = (text) => {
    const box = part("link-query").querySelector("textarea, input");
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
  };

  /* Asks the chat the question of a URL's query. */
  const ask = (search) => {
    onrecord.sending(new URLSearchParams(search).get("q") ?? "");
    submitQuery(search);
  };

  /* Goes to an address of the page, and asks if it is a question. */
  const open = (address) => {
    go(address);
    if (new URL(address, location.href).searchParams.has("q")) ask(location.search);
  };

  /* Navigates to an address of the page. */
  const go = (address) => {
    const to = new URL(address, location.href);
    const [before, hash] = [location.search, location.hash];
    if (to.href !== location.href) history.pushState(null, "", to.pathname + to.search + to.hash);
    if (to.search !== before) view(true);
    if (to.hash !== hash) article();
  };

  // --- all quotations of an answer, in place

  const opened = new Map(); // by the answer: the HTML that is shown in place; Gradio renders the conversation again

  const everything = async (turn, id, group) => {
    const answer = turn.querySelector(".everything")?.getAttribute("href").split("#all=")[1];
    if (!id) {
      opened.delete(answer);
      turn.querySelector(".tail .all")?.remove();
      turn.querySelector(".tail").shown = "";
      return turn.querySelector(".everything")?.focus();
    }
    try {
      const html = await (await fetched(`page/everything?${new URLSearchParams({ answer: id, group })}`)).text();
      opened.set(id, html);
    } catch (error) {
      turn.querySelector(".tail").prepend(notice(error.message));
    }
    reopen();
    turn.querySelector("[aria-pressed=true]")?.focus({ preventScroll: true });
  };

  const reopen = () => {
    for (const link of document.querySelectorAll("#conversation .everything")) {
      const html = opened.get(link.getAttribute("href").split("#all=")[1]);
      const tail = link.closest(".tail");
      if (!html || tail.shown === html) continue;
      tail.querySelector(".all")?.remove();
      link.closest("p").insertAdjacentHTML("afterend", html);
      tail.shown = html;
    }
  };

  // --- charts, which are loaded when the view is shown

  const draw = async (address) => {
    const pane = part("view").querySelector(".charts");
    const pressed = pane.contains(document.activeElement);
    pane.dataset.address = address;
    try {
      const html = await (await fetched(address)).text();
      if (pane.dataset.address !== address) return;
      pane.innerHTML = html;
      if (pressed) pane.querySelector("[aria-pressed=true]")?.focus({ preventScroll: true });
    } catch (error) {
      pane.replaceChildren(notice(error.message));
    }
    current();
  };

  // --- stepping through citations

  const places = () => {
    const pane = viewed() === "ask" ? part("conversation") : part("view");
    const marks = pane.querySelector("a.point[href^='#']") ? "a.point[href^='#']" : "a.chip, a.date";
    const links = [...pane.querySelectorAll(marks)].map((link) => link.getAttribute("href"));
    return [...new Set(links)];
  };

  const current = () => {
    for (const link of document.querySelectorAll("#room a[href^='#article']")) {
      const here = link.getAttribute("href") === location.hash;
      here ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    }
    const all = places();
    const at = all.indexOf(location.hash);
    for (const button of document.querySelectorAll("#reader [data-step]")) {
      button.disabled = all[at + Number(button.dataset.step)] === undefined || at < 0;
    }
  };

  const step = (by) => {
    const all = places();
    const at = all.indexOf(location.hash);
    const to = at < 0 ? all[0] : all[at + by];
    if (!to) return;
    go(to);
    document.querySelector(`#room a[href="${CSS.escape(to)}"]`)?.scrollIntoView({ block: "nearest" });
  };

  // --- clicks, forms and keys

  const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const button = event.target.closest?.("button");
    if (button?.matches("[data-all]")) everything(button.closest(".turn"), button.dataset.all, button.dataset.group);
    if (button?.matches("[data-chart]")) draw(button.dataset.chart);
    if (button?.matches("[data-step]")) step(Number(button.dataset.step));
    if (button?.matches(".theme")) onrecord.turnDark();
    const to = link && new URL(link.getAttribute("href"), location.href);
    if (!link || !plain(event) || to.origin !== location.origin) return;
    const href = link.getAttribute("href");
    if (["#copy", "#pick", "#follow"].includes(href)) return; // copying.js, workspace.js
    if (href === "#main") {
      event.preventDefault();
      skip();
    } else if (href.startsWith("#")) {
      event.preventDefault();
      if (link.closest("#asking, #view")) lastLink = link;
      go(location.pathname + location.search + (href === "#" ? "" : href));
    } else if (link.matches(".everything")) {
      event.preventDefault();
      everything(link.closest(".turn"), to.hash.replace("#all=", ""), "speaker");
    } else if (to.pathname === home && !to.searchParams.has("answer")) {
      event.preventDefault(); // Gradio gives links a target of their own
      open(to.href);
    }
  });

  addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form.ask-for")) return;
    event.preventDefault();
    const given = [...new FormData(form)].filter(([name, value]) => value || VIEWS.includes(name));
    go(`./?${new URLSearchParams(given)}`);
  });

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash && !document.querySelector("dialog[open]") && !part("history")) return go(location.pathname + location.search);
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || !plain(event)) return;
    if (event.key === "?") return showKeys();
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
    if (event.key === "/") {
      event.preventDefault();
      (viewed() === "ask" ? part("question") : part("view")).querySelector("textarea, input")?.focus();
    }
  });

  const describe = (event) => {
    const figure = event.target.closest?.(".plot");
    const caption = figure?.querySelector("figcaption");
    if (caption) caption.textContent = event.target.closest(".point")?.querySelector("title").textContent ?? caption.dataset.caption;
  };
  addEventListener("pointerover", describe);
  addEventListener("focusin", describe);

  /* Shows what the keys do. */
  const showKeys = () => {
    const dialog = Object.assign(document.createElement("dialog"), { id: "keys" });
    dialog.setAttribute("aria-label", "Keys");
    const list = document.createElement("dl");
    const keys = { "Ctrl K": "Everything by name", "/": "Ask, or the first field", j: "Next citation", k: "Previous citation", f: "Find in the article", Escape: "Close the article", "?": "These keys" };
    for (const [key, does] of Object.entries(keys)) {
      list.append(Object.assign(document.createElement("dt"), { textContent: key }), Object.assign(document.createElement("dd"), { textContent: does }));
    }
    dialog.append(list, Object.assign(document.createElement("button"), { textContent: "Close", className: "quiet" }));
    dialog.querySelector("button").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  /* Moves the focus past the head of the page: to the last question, the view, or the question box. */
  const skip = () => {
    const heading = viewed() === "ask" ? [...document.querySelectorAll("#conversation .question a")].at(-1) : part("view").querySelector("h2");
    (heading ?? part("question").querySelector("textarea"))?.focus();
  };

  // --- light and dark

  const dark = (wanted) => {
    document.body.classList.toggle("dark", wanted);
    localStorage.setItem("onrecord.dark", wanted);
  };

  // --- start

  /* Puts the last question at the top of the screen, unless the reader has scrolled since. */
  const place = (turn) => {
    const isNew = turn !== null && document.querySelectorAll("#conversation .turn").length !== place.count;
    if (!turn || !(isNew || Math.abs(scrollY - place.at) < 8)) return;
    turn.scrollIntoView({ block: "start" });
    [place.count, place.at] = [document.querySelectorAll("#conversation .turn").length, scrollY];
  };

  const onConversation = () => {
    const last = [...document.querySelectorAll("#conversation .turn")].at(-1) ?? null;
    onrecord.sent(last);
    reopen();
    if (viewed() === "ask") place(last);
    if (!last) place.count = 0;
    const address = last?.querySelector(".question a")?.getAttribute("href");
    const fresh = last && !last.querySelector(".waiting") && !location.search.startsWith("?answer=");
    if (viewed() === "ask" && fresh && address && !part("sending")) history.replaceState(null, "", address + location.hash);
    setTitle();
    current();
    onrecord.keep();
  };

  /* Names the regions of the page, which Gradio leaves unnamed, and measures those that stay on the screen. */
  const nameRegions = () => {
    document.querySelector("main")?.setAttribute("role", "none");
    const regions = { top: ["banner"], asking: ["main"], view: ["main"], reader: ["complementary", "Article"], desk: ["search", "Ask"] };
    for (const [name, [role, label]] of Object.entries(regions)) {
      part(name).setAttribute("role", role);
      label && part(name).setAttribute("aria-label", label);
    }
    document.querySelector("#top nav").setAttribute("aria-label", "Views");
    const measure = () => {
      for (const [name, size] of [["top", "--head"], ["desk", "--desk"]]) {
        const sticks = getComputedStyle(part(name)).position === "sticky";
        document.documentElement.style.setProperty(size, `${sticks ? part(name).offsetHeight : 0}px`);
      }
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(part("top"));
    sizes.observe(part("desk"));
    addEventListener("resize", measure);
    measure();
  };

  const ready = new MutationObserver(() => {
    if (!part("reader")?.querySelector(".unread") || !part("link-query")?.querySelector("textarea, input")) return;
    ready.disconnect();
    part("reader").unread = part("reader").querySelector(".unread").cloneNode(true);
    nameRegions();
    onrecord.restore();
    part("conversation").setAttribute("aria-live", "polite");
    part("view").setAttribute("aria-live", "off");
    const kept = localStorage.getItem("onrecord.dark");
    if (kept) document.body.classList.toggle("dark", kept === "true");
    new MutationObserver(onConversation).observe(part("conversation"), { childList: true, subtree: true });
    addEventListener("popstate", () => {
      if (viewed() === "ask" || part("view").dataset.address !== source()) view(false);
      article();
    });
    const shown = [view(false), location.hash ? article() : null];
    onConversation();
    Promise.all(shown).then(() => (document.documentElement.dataset.ready = "true"));
  });
  ready.observe(document.documentElement, { childList: true, subtree: true });

  Object.assign(window.onrecord, { fetched, send, notice, viewed, go, open, submitQuery, showKeys, turnDark: () => dark(!document.body.classList.contains("dark")), refresh: () => view(false), reopen: () => article() });
})();
