/* What is asked stands in the address: /?q=… in the chat, /?look=…, /?trace=… and /?library=… beside it, and after it
   #article=… for the article on the right. A link or form of the page leads there without loading it anew; what is
   shown comes from /page/… as HTML. Nothing here is evaluated from a string, so the security policy can forbid that. */
(() => {
  const VIEWS = ["look", "trace", "library"];
  const part = (name) => document.getElementById(name);
  const inside = (name) => part(name).querySelector(".md") ?? part(name);
  let followed = null;

  // --- what is beside the chat

  const notice = (line) => {
    const shown = document.createElement("p");
    shown.className = "notice";
    shown.setAttribute("role", "alert");
    shown.textContent = line;
    return shown;
  };

  /* Gives what the server says, or throws the one line that says why not. */
  const fetched = async (address, options) => {
    const answer = await fetch(address, options).catch(() => {
      throw new Error("The server does not answer; see whether it still runs, then try again.");
    });
    if (answer.redirected && new URL(answer.url).pathname === "/login") location.assign("/login");
    if (answer.ok) return answer;
    const told = await answer.json().catch(() => ({}));
    throw new Error(answer.status === 401 ? "Only whoever has signed in may do this." : (told.detail ?? `Error ${answer.status}`));
  };

  /* Shows in a part of the page what an address gives; what was asked for last wins. */
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
      followed?.isConnected && followed.focus({ preventScroll: true });
      return;
    }
    await show("reader", `/page/article?${location.hash.slice(1)}`);
    const pane = part("reader");
    const mark = pane.querySelector(".text mark");
    const head = pane.querySelector("header")?.offsetHeight ?? 0;
    const below = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    pane.scrollTop = mark ? pane.scrollTop + below - Math.max(head + 24, pane.clientHeight / 3) : 0;
    pane.querySelector("h2")?.focus({ preventScroll: true });
  };

  const viewed = () => VIEWS.find((name) => new URLSearchParams(location.search).has(name)) ?? "ask";

  /* Where what is beside the chat comes from. */
  const source = () => `/page/${viewed()}${location.search}`;

  const view = async (focus) => {
    const name = viewed();
    part("room").dataset.view = name;
    for (const link of document.querySelectorAll("#top nav a")) {
      const here = link.getAttribute("href") === (name === "ask" ? "/" : `/?${name}=`);
      here ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }
    if (name === "ask") return;
    await show("view", source());
    if (focus) part("view").querySelector("h2")?.focus();
  };

  /* Has the chat answer what stands in an address. */
  const ask = (search) => {
    const box = part("wish").querySelector("textarea, input");
    box.value = search;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
  };

  /* Leads to an address of the page. */
  const go = (address) => {
    const to = new URL(address, location.href);
    const [before, hash] = [location.search, location.hash];
    if (to.href !== location.href) history.pushState(null, "", to.pathname + to.search + to.hash);
    if (to.search !== before) view(true);
    if (to.hash !== hash) article();
  };

  // --- from one citation to the next

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

  // --- a quotation to take along

  const copy = async (link) => {
    const said = link.parentElement;
    const lead = link.closest(".statement").querySelector(".lead");
    const [whole_lead, origin, words] = [lead, lead.querySelector(".origin"), said.querySelector(".said")].map(
      (shown) => shown.textContent.replace(/\s+/g, " ").trim(),
    );
    const who = whole_lead.replace(origin, "").trim();
    const place = `${location.origin}/${said.querySelector(".chip").getAttribute("href")}`;
    const whole = `“${words}” — ${who} (${origin})\n${place}`;
    const label = link.innerHTML;
    await navigator.clipboard.writeText(whole).then(
      () => (link.textContent = "Copied"),
      () => (link.textContent = "Not allowed here"),
    );
    setTimeout(() => (link.innerHTML = label), 2000);
  };

  // --- what people do

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
      if (link.closest("#asking, #view")) followed = link;
      go(location.pathname + location.search + (href === "#" ? "" : href));
    } else if (to.pathname === "/" && !to.searchParams.has("answer")) {
      event.preventDefault(); // whatever target Gradio gives to links
      go(to.href);
      if (to.searchParams.has("q")) ask(to.search);
    }
  });

  addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form.ask-for")) return;
    event.preventDefault();
    const given = [...new FormData(form)].filter(([name, value]) => value || VIEWS.includes(name));
    go(`/?${new URLSearchParams(given)}`);
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

  const tell = (event) => {
    const dot = event.target.closest?.(".point");
    if (dot) dot.closest("figure").querySelector("figcaption").textContent = dot.querySelector("title").textContent;
  };
  addEventListener("pointerover", tell);
  addEventListener("focusin", tell);

  // --- light and dark

  const dark = (wanted) => {
    document.body.classList.toggle("dark", wanted);
    localStorage.setItem("onrecord.dark", wanted);
  };

  // --- the page is there

  const asked = () => {
    const turns = [...document.querySelectorAll("#conversation .turn")];
    const last = turns.at(-1);
    if (last && turns.length !== asked.turns) last.scrollIntoView({ block: "start" });
    asked.turns = turns.length;
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
    new MutationObserver(asked).observe(part("conversation"), { childList: true, subtree: true });
    addEventListener("popstate", () => {
      if (viewed() === "ask" || part("view").dataset.address !== source()) view(false);
      article();
    });
    view(false);
    if (location.hash) article();
  });
  ready.observe(document.documentElement, { childList: true, subtree: true });

  window.onrecord = { fetched, refresh: () => view(false) };
})();
