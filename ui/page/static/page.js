/* Navigation of the page. The URL holds the view: ?q=… for the chat, ?look=…, ?trace=… and ?library=… for the other
   views, and #article=… for the article on the right. Addresses are relative to the page, which may have any path. Links and forms change the URL without reloading the page; views
   are fetched from /page/… as HTML. No string is evaluated as code, so the content security policy can forbid it. */
(() => {
  const VIEWS = ["look", "trace", "library"];
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
    if (answer.redirected && new URL(answer.url).pathname === `${home}login`) location.assign(`${home}login`);
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => ({}));
    throw new Error(answer.status === 401 ? "Sign in to do this." : (problem.detail ?? `Error ${answer.status}`));
  };

  /* Loads an address into a part of the page; the latest request wins. */
  const show = async (name, address) => {
    const pane = part(name);
    pane.dataset.address = address;
    pane.setAttribute("aria-busy", "true");
    try {
      const html = await (await fetched(address, { headers: { accept: "*/*" } })).text();
      if (pane.dataset.address !== address) return;
      inside(name).innerHTML = html;
    } catch (error) {
      if (pane.dataset.address !== address) return;
      inside(name).querySelector(":scope > .notice")?.remove();
      inside(name).prepend(notice(error.message));
    } finally {
      if (pane.dataset.address === address) pane.removeAttribute("aria-busy");
    }
    current();
  };

  const article = async () => {
    const reading = location.hash.startsWith("#article=");
    part("room").classList.toggle("reading", reading);
    current();
    if (!reading) {
      part("reader").dataset.address = "";
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

  const view = async (focus) => {
    const name = viewed();
    part("room").dataset.view = name;
    for (const link of document.querySelectorAll("#top nav a")) {
      const here = link.getAttribute("href") === (name === "ask" ? "./" : `./?${name}=`);
      here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }
    if (name === "ask") return;
    await show("view", source());
    if (focus) part("view").querySelector("h2")?.focus();
  };

  /* Asks the chat the question of a URL's query. */
  const ask = (search) => {
    const box = part("wish").querySelector("textarea, input");
    box.value = search;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
  };

  /* Navigates to an address of the page. */
  const go = (address) => {
    const to = new URL(address, location.href);
    const [before, hash] = [location.search, location.hash];
    if (to.href !== location.href) history.pushState(null, "", to.pathname + to.search + to.hash);
    if (to.search !== before) view(true);
    if (to.hash !== hash) article();
  };

  // --- stepping through citations

  const places = () => {
    const pane = viewed() === "ask" ? part("conversation") : part("view");
    const marks = pane.querySelector(".point") ? "a.point" : "a.chip, a.date";
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

  // --- copying a quotation

  const copy = async (link) => {
    const said = link.parentElement;
    const lead = link.closest(".statement").querySelector(".lead");
    const [whole_lead, origin, words] = [lead, lead.querySelector(".origin"), said.querySelector(".said")].map(
      (shown) => shown.textContent.replace(/\s+/g, " ").trim(),
    );
    const who = whole_lead.replace(origin, "").trim();
    const place = `${location.origin}${home}${said.querySelector(".chip").getAttribute("href")}`;
    const whole = `“${words}” — ${who} (${origin})\n${place}`;
    const label = link.innerHTML;
    await navigator.clipboard.writeText(whole).then(
      () => (link.textContent = "Copied"),
      () => (link.textContent = "Copying is blocked"),
    );
    setTimeout(() => (link.innerHTML = label), 2000);
  };

  // --- clicks, forms and keys

  const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const button = event.target.closest?.("button");
    if (button?.matches("[data-step]")) step(Number(button.dataset.step));
    if (button?.matches(".theme")) dark(!document.body.classList.contains("dark"));
    const to = link && new URL(link.getAttribute("href"), location.href);
    if (!link || !plain(event) || to.origin !== location.origin) return;
    const href = link.getAttribute("href");
    if (href === "#copy") {
      event.preventDefault();
      copy(link);
    } else if (href.startsWith("#")) {
      event.preventDefault();
      if (link.closest("#asking, #view")) lastLink = link;
      go(location.pathname + location.search + (href === "#" ? "" : href));
    } else if (to.pathname === home && !to.searchParams.has("answer")) {
      event.preventDefault(); // Gradio gives links a target of their own
      go(to.href);
      if (to.searchParams.has("q")) ask(to.search);
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
    if (event.key === "Escape" && location.hash) return go(location.pathname + location.search);
    if (event.target.closest?.("input, textarea, select, [contenteditable]") || !plain(event)) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
    if (event.key === "/") {
      event.preventDefault();
      (viewed() === "ask" ? part("question") : part("view")).querySelector("textarea, input")?.focus();
    }
  });

  const describe = (event) => {
    const dot = event.target.closest?.(".point");
    if (dot) dot.closest("figure").querySelector("figcaption").textContent = dot.querySelector("title").textContent;
  };
  addEventListener("pointerover", describe);
  addEventListener("focusin", describe);

  // --- light and dark

  const dark = (wanted) => {
    document.body.classList.toggle("dark", wanted);
    localStorage.setItem("onrecord.dark", wanted);
  };

  // --- start

  const onConversation = () => {
    const turns = [...document.querySelectorAll("#conversation .turn")];
    const last = turns.at(-1);
    if (last && turns.length !== onConversation.count) last.scrollIntoView({ block: "start" });
    onConversation.count = turns.length;
    const address = last?.querySelector(".question a")?.getAttribute("href");
    const fresh = last && !last.querySelector(".waiting") && !location.search.startsWith("?answer=");
    if (viewed() === "ask" && fresh && address) history.replaceState(null, "", address + location.hash);
    current();
  };

  const ready = new MutationObserver(() => {
    if (!part("reader")?.querySelector(".unread") || !part("wish")?.querySelector("textarea, input")) return;
    ready.disconnect();
    part("reader").unread = part("reader").querySelector(".unread").cloneNode(true);
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
    Promise.all(shown).then(() => (document.documentElement.dataset.ready = "true"));
  });
  ready.observe(document.documentElement, { childList: true, subtree: true });

  window.onrecord = { fetched, refresh: () => view(false) };
})();
