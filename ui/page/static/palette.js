/* The command palette (Ctrl+K): views, acts, people and conversations by name, and the question itself. */
(() => {
  const DELAY = 120; // milliseconds after the last key
  const MOST = 5; // people and conversations each
  const press = (selector) => document.querySelector(selector)?.click();

  const ACTS = [
    ["Ask", () => onrecord.go("./")],
    ["Explore", () => onrecord.go("./?look=")],
    ["People", () => onrecord.go("./?people=")],
    ["Check a quote", () => onrecord.go("./?trace=")],
    ["Briefs", () => onrecord.go("./?brief=")],
    ["Followed questions", () => onrecord.go("./?follow=")],
    ["Library", () => onrecord.go("./?library=")],
    ["New conversation", () => (onrecord.go("./"), press("#new-conversation"))],
    ["History", () => onrecord.showHistory()],
    ["Light or dark", () => onrecord.turnDark()],
    ["Keys", () => onrecord.showKeys()],
  ];

  const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (label, typed) => words(typed).every((word) => words(label).some((one) => one.startsWith(word)));

  const find = async (typed) => {
    const acts = ACTS.filter(([label]) => matches(label, typed)).map(([label, act]) => ({ label, detail: "", act }));
    if (!typed) return acts;
    const query = new URLSearchParams({ typed, kind: "speaker" });
    const [people, conversations] = await Promise.all([
      onrecord.fetched(`page/complete?${query}`).then((answer) => answer.json()).then((found) => found.completions, () => []),
      onrecord.conversations(typed).catch(() => []),
    ]);
    return [
      ...acts,
      ...people.slice(0, MOST).map(({ value, detail, id }) => ({ label: value, detail, act: () => onrecord.go(`./?person=${id}`) })),
      ...conversations.slice(0, MOST).map(({ id, title }) => ({ label: title, detail: "conversation", act: () => onrecord.reopenConversation(id) })),
      { label: `Ask “${typed}”`, detail: "", act: () => onrecord.open(`./?${new URLSearchParams({ q: typed })}`) },
      { label: `Explore “${typed}”`, detail: "", act: () => onrecord.go(`./?${new URLSearchParams({ look: typed })}`) },
    ];
  };

  const show = () => {
    const dialog = Object.assign(document.createElement("dialog"), { id: "palette" });
    dialog.setAttribute("aria-label", "Go to");
    const box = Object.assign(document.createElement("input"), { placeholder: "Go to a view, a person, a conversation, or ask", autocomplete: "off" });
    for (const [name, value] of Object.entries({ role: "combobox", "aria-label": "Go to", "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list" })) box.setAttribute(name, value);
    const list = Object.assign(document.createElement("ul"), { id: "palette-list" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Found");
    dialog.append(box, list);

    let found = [];
    let at = 0;
    const mark = () => {
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      list.children[at]?.scrollIntoView({ block: "nearest" });
      list.children[at] ? box.setAttribute("aria-activedescendant", list.children[at].id) : box.removeAttribute("aria-activedescendant");
    };
    const run = (number) => {
      const chosen = found[number];
      dialog.close();
      chosen?.act();
    };
    const fill = async () => {
      const typed = box.value.trim();
      const all = await find(typed);
      if (typed !== box.value.trim()) return; // more was typed meanwhile
      [found, at] = [all, 0];
      list.replaceChildren(
        ...all.map(({ label, detail }, number) => {
          const option = Object.assign(document.createElement("li"), { id: `palette-${number}` });
          option.setAttribute("role", "option");
          const name = Object.assign(document.createElement("span"), { textContent: label, dir: "auto" });
          option.append(name, " ", Object.assign(document.createElement("span"), { className: "detail", textContent: detail }));
          option.addEventListener("click", () => run(number));
          return option;
        }),
      );
      mark();
    };

    let timer = null;
    let filling = fill();
    box.addEventListener("input", () => {
      clearTimeout(timer);
      filling = new Promise((done) => (timer = setTimeout(() => fill().then(done), DELAY)));
    });
    box.addEventListener("keydown", async (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (by) {
        event.preventDefault();
        at = (at + by + found.length) % found.length;
        mark();
      } else if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        await filling; // of what was typed
        run(at);
      }
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const shown = document.getElementById("palette");
    shown ? shown.close() : document.querySelector("dialog[open]") || show();
  });
})();
