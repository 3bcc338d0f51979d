/* Completion: names of the index that begin with what is typed, in the question box, in filters and in fields with
   data-complete. A list below the field, by the arrow keys; nothing is chosen until an arrow key chose it. */
(() => {
  const DELAY = 120; // milliseconds after the last key
  const LIST = "completions";
  const FILTERS = { "filter-speaker": "speaker", "filter-country": "country", "filter-source": "source" };
  const completed = new Map(); // the id of each speaker that was offered, by what is put into the field
  let field = null; // that the list belongs to
  let timer = null;
  let searches = 0; // a list that arrives when another was asked for, or what was typed was sent, is not shown

  const list = () => document.getElementById(LIST);
  const options = () => [...(list()?.children ?? [])];
  const chosen = () => list()?.querySelector("[aria-selected=true]");

  const kindOf = (box) => {
    if (box.closest?.("#question")) return "any";
    return box.dataset?.complete ?? FILTERS[box.closest?.(".block[id^=filter-]")?.id];
  };

  /* Marks a field as one that is completed; a text area may not have the role of a combobox. */
  const prepare = (box) => {
    if (box.tagName === "INPUT") {
      box.setAttribute("role", "combobox");
      box.setAttribute("aria-expanded", "false");
    }
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("autocomplete", "off");
  };

  const close = () => {
    clearTimeout(timer);
    list()?.remove();
    if (!field) return;
    field.removeAttribute("aria-controls");
    field.removeAttribute("aria-activedescendant");
    if (field.tagName === "INPUT") field.setAttribute("aria-expanded", "false");
    field = null;
  };

  /* Returns what is completed: up to the caret, and in a filter after the last semicolon. */
  const typedIn = (box) => {
    const before = box.value.slice(0, box.selectionStart ?? box.value.length);
    return FILTERS[box.closest(".block[id^=filter-]")?.id] ? before.slice(before.lastIndexOf(";") + 1).trimStart() : before;
  };

  const put = (option) => {
    const box = field;
    const { value, fragment } = option.dataset;
    const caret = box.selectionStart ?? box.value.length;
    const before = box.value.slice(0, caret - fragment.length);
    const text = before + value + box.value.slice(caret);
    close();
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value").set.call(box, text);
    box.setSelectionRange?.(before.length + value.length, before.length + value.length);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer); // what was completed is not completed again
    box.focus();
  };

  /* Places the list below the field, or above it where there is more room. */
  const place = () => {
    const box = field.getBoundingClientRect();
    const above = box.top > innerHeight - box.bottom;
    Object.assign(list().style, {
      left: `${box.left}px`,
      width: `${Math.min(Math.max(box.width, 260), innerWidth - box.left - 8)}px`,
      top: above ? "" : `${box.bottom + 4}px`,
      bottom: above ? `${innerHeight - box.top + 4}px` : "",
      maxHeight: `${Math.max(above ? box.top : innerHeight - box.bottom, 120) - 16}px`,
    });
  };

  const open = (box, found) => {
    close();
    if (!found.length) return;
    field = box;
    const shown = Object.assign(document.createElement("ul"), { id: LIST });
    shown.setAttribute("role", "listbox");
    shown.setAttribute("aria-label", "Names");
    found.forEach(({ value, detail, fragment, id }, number) => {
      const whole = box.name === "with" ? [value, detail].filter(Boolean).join(", ") : value;
      if (id) completed.set(whole, id);
      const option = Object.assign(document.createElement("li"), { id: `${LIST}-${number}` });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      Object.assign(option.dataset, { value: whole, fragment });
      const name = Object.assign(document.createElement("span"), { textContent: value, dir: "auto" });
      option.append(name, " ", Object.assign(document.createElement("span"), { className: "detail", textContent: detail }));
      shown.append(option);
    });
    document.body.append(shown);
    field.setAttribute("aria-controls", LIST);
    if (field.tagName === "INPUT") field.setAttribute("aria-expanded", "true");
    place();
  };

  const cancel = () => {
    clearTimeout(timer);
    searches += 1;
  };

  const find = async (box, kind) => {
    const search = (searches += 1);
    const typed = typedIn(box).slice(-300);
    const query = new URLSearchParams({ typed, kind });
    const found = typed.trim() ? await onrecord.fetched(`page/complete?${query}`).then((answer) => answer.json(), () => null) : null;
    if (search !== searches || document.activeElement !== box || typedIn(box).slice(-300) !== typed) return;
    const others = found?.completions.filter(({ value, fragment }) => value !== fragment) ?? [];
    open(box, others);
  };

  const choose = (by) => {
    const all = options();
    const at = all.indexOf(chosen());
    const next = all[(at + by + all.length + (at < 0 && by < 0 ? 1 : 0)) % all.length];
    chosen()?.setAttribute("aria-selected", "false");
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", next.id);
  };

  addEventListener("focusin", (event) => {
    if (kindOf(event.target)) prepare(event.target);
  });
  addEventListener("focusout", (event) => {
    if (event.target === field) close();
  });
  addEventListener("input", (event) => {
    const kind = event.isTrusted && kindOf(event.target);
    if (!kind) return;
    clearTimeout(timer);
    timer = setTimeout(find, DELAY, event.target, kind);
  });

  addEventListener("keydown", (event) => {
    if (event.key === "Enter") cancel(); // a list would cover what Enter shows
    if (!list() || event.target !== field || event.isComposing) return;
    const keys = { ArrowDown: () => choose(1), ArrowUp: () => choose(-1), Escape: close, Enter: chosen() && (() => put(chosen())) };
    if (event.key === "Enter" && !chosen()) return close(); // what was typed is sent
    if (!keys[event.key]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keys[event.key]();
  }, true);

  addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.(`#${LIST} [role=option]`);
    if (!option) return;
    event.preventDefault(); // the field keeps the focus
    put(option);
  });
  addEventListener("resize", () => list() && place());
  addEventListener("scroll", () => list() && place(), true);

  window.onrecord.completed = completed;
})();
