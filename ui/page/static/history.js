/* History: the conversations so far, in a side bar. The server keeps them for whoever is signed in, else this browser. */
(() => {
  const KEPT = "onrecord.history";
  const CURRENT = "onrecord.conversation"; // the id of the conversation that is shown
  const MOST = 500; // conversations that the browser keeps
  let signed = null; // whether the server keeps them; null until it was asked
  let saved = ""; // what was kept last
  let saving = Promise.resolve();

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  // --- where conversations are kept

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  };
  const write = (kept) => localStorage.setItem(KEPT, JSON.stringify(kept.slice(0, MOST)));
  const questionOf = ({ asked }) => new URLSearchParams(asked.split("?")[1]).get("q") ?? "";
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const browser = {
    list: async (q) => {
      const words = fold(q).split(/\s+/);
      const matches = (one) => words.every((word) => fold([one.title, ...one.exchanges.map(questionOf)].join(" ")).includes(word));
      return read().filter(matches).map((one) => ({ ...one, exchanges: one.exchanges.length }));
    },
    load: async (id) => read().find((one) => one.id === id),
    save: async (id, content) => write([{ id, ...content, changed: new Date().toISOString() }, ...read().filter((one) => one.id !== id)]),
    remove: async (id) => write(read().filter((one) => one.id !== id)),
  };

  const server = {
    list: async (q) => (await (await onrecord.fetched(`conversations?${new URLSearchParams({ q })}`)).json()).conversations,
    load: async (id) => (await fetch(`conversations/${id}`)).json().then((one) => (one.exchanges ? one : undefined)),
    save: (id, content) => onrecord.fetched(`conversations/${id}`, { method: "PUT", body: JSON.stringify(content), headers: { "content-type": "application/json" } }),
    remove: (id) => onrecord.fetched(`conversations/${id}`, { method: "DELETE" }),
  };

  const store = async () => {
    signed ??= (await fetch("conversations")).ok;
    return signed ? server : browser;
  };

  // --- keeping what is shown

  const shown = () =>
    [...document.querySelectorAll("#conversation .turn[class*=answer-]")].map((turn) => ({
      asked: turn.querySelector(".question a")?.getAttribute("href") ?? "./?q=",
      id: turn.className.match(/answer-([0-9a-f]+)/)[1], // Gradio drops the data attributes of what it shows
    }));

  const makeId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  /* Keeps the conversation that is shown, if an answer has come; exchanges that are not shown any more stay. */
  const save = async (id, isKnown, exchanges) => {
    const place = await store();
    const kept = isKnown && (await place.load(id));
    const ids = new Set(exchanges.map((one) => one.id));
    const all = [...(kept?.exchanges ?? []).filter((one) => !ids.has(one.id)), ...exchanges].slice(-200);
    const first = all.map(questionOf).find(Boolean) ?? "Conversation";
    if (kept && JSON.stringify(kept.exchanges) === JSON.stringify(all)) return;
    await place.save(id, { title: kept?.title ?? first.slice(0, 300), exchanges: all });
    if (panel()) await list();
  };

  const keep = () => {
    const exchanges = shown();
    const signature = exchanges.map((one) => one.id).join();
    if (signature === saved || document.querySelector("#conversation .waiting")) return;
    saved = signature;
    if (!exchanges.length) return;
    const known = localStorage.getItem(CURRENT); // now: a new conversation may begin before this one is saved
    const id = known ?? makeId();
    localStorage.setItem(CURRENT, id);
    saving = saving.then(() => save(id, Boolean(known), exchanges)).catch(() => (saved = "")); // tried again with the next answer
  };

  addEventListener("click", (event) => {
    if (!event.target.closest?.("#new-conversation")) return;
    keep();
    localStorage.removeItem(CURRENT); // what comes next is another conversation
  }, true);

  // --- the side bar

  const panel = () => document.getElementById("history");
  const opener = () => document.querySelector("#top .past");

  const open = async (id) => {
    const kept = await (await store()).load(id);
    if (!kept) return;
    localStorage.setItem(CURRENT, id);
    if (onrecord.viewed() !== "ask") onrecord.go("./");
    onrecord.submitQuery(`reopen:${JSON.stringify(kept.exchanges)}`);
    close();
  };

  const rename = (line, one) => {
    const box = element("input", { value: one.title, maxLength: 300 });
    box.setAttribute("aria-label", "Title");
    const done = async (title) => {
      box.replaceWith(line.open);
      line.open.focus();
      if (!title || title === one.title) return;
      const place = await store();
      await place.save(one.id, { title, exchanges: (await place.load(one.id)).exchanges });
      await list();
      panel()?.querySelector(`[data-id="${one.id}"]`)?.focus();
    };
    box.addEventListener("keydown", (event) => {
      if (!["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault(); // the key is for this field, not for the button that comes in its place
      event.stopPropagation();
      done(event.key === "Enter" ? box.value.trim() : "");
    });
    line.open.replaceWith(box);
    box.focus();
    box.select();
  };

  const remove = async (one) => {
    await (await store()).remove(one.id);
    if (localStorage.getItem(CURRENT) === one.id) document.querySelector("#new-conversation")?.click();
    await list();
    panel()?.querySelector("input").focus();
  };

  const show = (one) => {
    const day = new Date(one.changed).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
    const line = element("li", {});
    line.open = element("button", { type: "button", className: "open", dir: "auto", textContent: one.title });
    line.open.dataset.id = one.id;
    if (one.id === localStorage.getItem(CURRENT)) line.open.setAttribute("aria-current", "true");
    line.open.addEventListener("click", () => open(one.id));
    const act = (label, does) => {
      const button = element("button", { type: "button", className: "quiet" }, label, element("span", { className: "unseen", textContent: ` “${one.title}”` }));
      button.addEventListener("click", does);
      return button;
    };
    const count = `${one.exchanges} ${one.exchanges === 1 ? "question" : "questions"}`;
    line.append(line.open, element("p", {}, element("span", { className: "detail", textContent: `${day} · ${count}` }), act("Rename", () => rename(line, one)), act("Delete", () => remove(one))));
    return line;
  };

  const list = async () => {
    const place = panel()?.querySelector("ul");
    if (!place) return;
    const q = panel().querySelector("input").value.trim();
    try {
      const found = await (await store()).list(q);
      place.replaceChildren(...found.map(show));
      panel().querySelector("[role=status]").textContent = found.length ? "" : q ? "No conversation has these words." : "No conversations yet.";
      panel().querySelector(".where").textContent = signed ? "Kept on the server, for you alone." : "Kept in this browser.";
    } catch (error) {
      panel().querySelector("[role=status]").textContent = error.message;
    }
  };

  const close = () => {
    panel()?.remove();
    opener()?.setAttribute("aria-expanded", "false");
  };

  const toggle = async () => {
    if (panel()) return close();
    const box = element("input", { type: "search", placeholder: "Search conversations" });
    box.setAttribute("aria-label", "Search conversations");
    let timer = null;
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(list, 150);
    });
    const shut = element("button", { type: "button", className: "quiet", textContent: "Close" });
    const leave = () => {
      close();
      opener()?.focus();
    };
    shut.addEventListener("click", leave);
    const bar = element("aside", { id: "history" }, element("h2", { textContent: "Conversations" }), shut, box, element("p", { className: "detail where" }), element("ul", {}), element("p", { className: "detail" }));
    bar.lastChild.setAttribute("role", "status");
    bar.setAttribute("aria-label", "Conversations");
    bar.addEventListener("keydown", (event) => event.key === "Escape" && leave());
    document.body.append(bar);
    opener().setAttribute("aria-expanded", "true");
    box.focus();
    await saving;
    await list();
  };

  addEventListener("click", (event) => {
    if (event.target.closest?.("#top .past")) toggle();
  });

  Object.assign(window.onrecord, { keep, showHistory: () => panel() || toggle(), conversations: async (q) => (await store()).list(q), reopenConversation: open });
})();
