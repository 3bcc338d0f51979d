/* Citations are links to a place in an article, #article=ID&version=1&start=120&end=240. Following one puts that
   place into the hidden box "place", and the server answers with the article. Nothing here is evaluated from a
   string, so the page's security policy can forbid that. */
(() => {
  const part = (name) => document.getElementById(name);
  let followed = null;
  let open = null;

  const read = () => {
    const box = part("place").querySelector("textarea");
    box.value = location.hash.slice(1);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true }));
    part("room").classList.toggle("reading", location.hash.length > 1);
    current();
    if (!location.hash) followed?.focus({ preventScroll: true });
  };

  const go = (fragment) => {
    history.pushState(null, "", location.pathname + location.search + fragment);
    read();
  };

  const current = () => {
    for (const link of document.querySelectorAll("#conversation a[href^='#']")) {
      const here = link.getAttribute("href") === location.hash;
      here ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    }
  };

  const opened = () => {
    const pane = part("reader");
    const article = pane.querySelector(".article");
    if (article === open) return;
    open = article;
    const mark = pane.querySelector("mark");
    const below = mark ? mark.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    pane.scrollTop = mark ? pane.scrollTop + below - pane.clientHeight / 3 : 0;
    pane.querySelector("h2")?.focus({ preventScroll: true });
  };

  const answered = () => {
    [...document.querySelectorAll("#conversation .turn")].at(-1)?.scrollIntoView({ block: "start" });
    current();
  };

  addEventListener("popstate", read);
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.matches("#conversation a")) followed = link;
    go(link.hash);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash) go("");
  });

  const ready = new MutationObserver(() => {
    if (!part("reader")?.querySelector(".unread") || !part("place")?.querySelector("textarea")) return;
    ready.disconnect();
    part("conversation").setAttribute("aria-live", "polite");
    new MutationObserver(answered).observe(part("conversation"), { childList: true, subtree: true });
    new MutationObserver(opened).observe(part("reader"), { childList: true, subtree: true });
    if (location.hash) read();
  });
  ready.observe(document.documentElement, { childList: true, subtree: true });
})();
