/* The language model, where one is set: a quotation translated beside the original, and a text drafted from a brief. */
(() => {
  const LANGUAGE = "onrecord.language";
  const CODES = ["ar", "zh", "nl", "en", "fr", "de", "he", "it", "ja", "fa", "pl", "pt", "ru", "es", "tr", "uk"];
  const names = new Intl.DisplayNames("en", { type: "language" });
  document.documentElement.dataset.tasks = document.querySelector("meta[name=onrecord-tasks]").content;

  const element = (name, properties) => Object.assign(document.createElement(name), properties);

  // --- a quotation translated, beside the original

  const translate = async (box, language) => {
    localStorage.setItem(LANGUAGE, language);
    const [words, line] = box.querySelectorAll("p");
    words.textContent = "";
    line.textContent = "The language model is translating …";
    try {
      const { version, ...place } = onrecord.placeOf(box.previousElementSibling);
      const { text, model, note } = await onrecord.send("translate", "POST", { ...place, article_version: version, language });
      words.lang = language;
      words.textContent = text ?? "";
      line.textContent = text ? `Translated by the language model ${model}, which may be wrong; the original stands above.` : note;
    } catch (error) {
      line.textContent = error.message;
    }
  };

  const toggle = (line) => {
    const shown = line.nextElementSibling;
    if (shown?.matches(".translation")) return shown.remove();
    const box = element("div", { className: "translation" });
    const label = element("label", { textContent: "Translation into " });
    const choice = element("select");
    choice.append(new Option("…", ""), ...CODES.map((code) => new Option(names.of(code), code)));
    choice.value = localStorage.getItem(LANGUAGE) ?? "";
    choice.addEventListener("change", () => choice.value && translate(box, choice.value));
    label.append(choice);
    box.append(label, element("p", { dir: "auto" }), element("p", { className: "detail" }));
    box.lastChild.setAttribute("role", "status");
    line.after(box);
    choice.focus();
    if (choice.value) translate(box, choice.value);
  };

  // --- a text drafted from the quotations of a brief

  const show = (section, { draft, notes }) => {
    section.replaceChildren(...notes.map((note) => element("p", { className: "detail", textContent: note })));
    if (!draft?.text) return;
    const written = draft.sentences.map(({ text, citations }) => `${text} ${citations.map((number) => `[${number}]`).join("")}`).join(" ");
    const count = draft.dropped.length;
    const left = count ? ` ${count} sentence${count > 1 ? "s" : ""} left out.` : "";
    section.prepend(
      element("p", { dir: "auto", className: "draft-text", textContent: written }),
      element("p", { className: "detail", textContent: `Written by the language model ${draft.model}; each sentence was checked against the quotations that it numbers.${left}` }),
      element("button", { type: "button", className: "quiet keep-draft", textContent: "Put it into the brief" }),
    );
  };

  const draft = async (button) => {
    const view = button.closest("[data-brief]");
    view.querySelector(".written")?.remove();
    const section = element("section", { className: "written" });
    section.setAttribute("aria-label", "Draft");
    section.append(element("p", { className: "waiting", textContent: "The language model is writing; each sentence is checked before it is shown …" }));
    view.querySelector(".outcome").before(section);
    button.disabled = true;
    try {
      show(section, await onrecord.send(`briefs/${view.dataset.brief}/draft`, "POST"));
    } catch (error) {
      show(section, { draft: null, notes: [error.message] });
    } finally {
      button.disabled = false;
    }
  };

  addEventListener("click", (event) => {
    const target = event.target.closest?.("a[href='#translate'], button");
    if (target?.matches("a")) {
      event.preventDefault();
      toggle(target.closest("p"));
    }
    if (target?.matches("button.draft")) draft(target);
    if (target?.matches("button.keep-draft")) onrecord.addParagraph(target.closest(".written").querySelector(".draft-text").textContent);
  }, true);
})();
