/* The workspace: quotations picked into a brief, the brief put in order, and questions followed. */
(() => {
  const CURRENT = "onrecord.brief";
  const { send } = onrecord;

  /* Says something for a moment at the lower edge of the page, with a link if there is one. */
  const say = (line, href, label) => {
    document.getElementById("toast")?.remove();
    const shown = Object.assign(document.createElement("div"), { id: "toast", textContent: `${line} ` });
    shown.setAttribute("role", "status");
    if (href) shown.append(Object.assign(document.createElement("a"), { href, textContent: label }));
    document.body.append(shown);
    setTimeout(() => shown.remove(), 8000);
  };

  window.onrecord.say = say;

  const outcome = (line) => {
    const place = document.querySelector("#view .outcome");
    if (place) place.textContent = line;
  };

  // --- picking

  const brief = async () => {
    const id = localStorage.getItem(CURRENT);
    const { briefs } = await send("briefs");
    const kept = briefs.find((one) => one.id === id) ?? briefs[0];
    return kept ?? send("briefs", "POST", { title: "Brief" });
  };

  /* Returns the place in its article of the quotation on a line. */
  const placeOf = (line) => {
    const place = new URLSearchParams(line.querySelector(".chip, .date").getAttribute("href").slice(1));
    const [version, start, end] = ["version", "start", "end"].map((name) => Number(place.get(name)));
    return { article_id: place.get("article"), version, start, end };
  };

  window.onrecord.placeOf = placeOf;

  const pick = async (link) => {
    try {
      const { id, title } = await brief();
      await send(`briefs/${id}/items`, "POST", { items: [{ kind: "quotation", ...placeOf(link.closest("p")) }] });
      localStorage.setItem(CURRENT, id);
      say(`Put into “${title}”.`, `./?brief=${id}`, "Open the brief");
    } catch (error) {
      say(error.message, "./login", "Sign in");
    }
  };

  // --- a brief in order

  const items = () =>
    [...document.querySelectorAll("#view .picked > li")].map((line) => {
      const { kind, article, version, start, end } = line.dataset;
      if (kind !== "quotation") return { kind, text: line.querySelector(".text").value || "…" };
      return { kind, article_id: article, version: +version, start: +start, end: +end, note: line.querySelector(".note")?.value ?? "" };
    });

  const save = async (list) => {
    const id = document.querySelector("#view [data-brief]").dataset.brief;
    const title = document.getElementById("brief-title").value.trim() || "Brief";
    try {
      await send(`briefs/${id}`, "PUT", { title, items: list });
      localStorage.setItem(CURRENT, id);
      return true;
    } catch (error) {
      outcome(error.message);
      return false;
    }
  };

  const move = async (button) => {
    const lines = [...document.querySelectorAll("#view .picked > li")];
    const at = lines.indexOf(button.closest("li"));
    const by = Number(button.dataset.move);
    const list = items();
    const [item] = list.splice(at, 1);
    if (by) list.splice(Math.min(Math.max(at + by, 0), list.length), 0, item);
    if (await save(list)) await onrecord.refresh();
    document.querySelectorAll("#view .picked > li")[by ? Math.max(at + by, 0) : at]?.querySelector("button")?.focus();
  };

  const add = async (kind, text = kind === "heading" ? "Heading" : "Paragraph") => {
    if (await save([...items(), { kind, text }])) await onrecord.refresh();
    const last = document.querySelector("#view .picked > li:last-child .text");
    last?.focus();
    last?.select();
  };

  window.onrecord.addParagraph = (text) => add("note", text);

  addEventListener("change", async (event) => {
    if (event.target.matches?.("#view [data-brief] :is(input, textarea)") && (await save(items()))) outcome("Saved.");
  });

  // --- following

  const follow = async (link) => {
    const given = new URL(link.closest(".tail").querySelector("a[href*='?look=']").getAttribute("href"), location.href).searchParams;
    const filters = {};
    for (const name of ["since", "until"]) if (given.get(name)) filters[name] = given.get(name);
    for (const name of ["speaker", "source", "country", "kind"]) if (given.getAll(name).length) filters[name] = given.getAll(name);
    try {
      await send("follows", "POST", { question: given.get("look"), filters });
      say("Followed: what comes later is shown as new.", "./?follow=", "Followed questions");
    } catch (error) {
      say(error.message, "./login", "Sign in");
    }
  };

  // --- clicks and forms

  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href='#pick'], a[href='#follow']");
    const button = event.target.closest?.("button");
    if (link) {
      event.preventDefault();
      link.getAttribute("href") === "#pick" ? pick(link) : follow(link);
    }
    if (button?.matches("[data-move]")) move(button);
    if (button?.matches("[data-add]")) add(button.dataset.add);
    if (button?.matches("[data-workspace]")) {
      send(button.dataset.workspace, button.dataset.method ?? "POST").then(
        () => (button.dataset.then ? onrecord.go(button.dataset.then) : onrecord.refresh()),
        (error) => outcome(error.message),
      );
    }
  }, true);

  addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-workspace]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    try {
      const { id } = await send(form.dataset.workspace, "POST", { title: form.elements.title.value });
      localStorage.setItem(CURRENT, id);
      onrecord.go(`./?brief=${id}`);
    } catch (error) {
      outcome(error.message);
    }
  }, true);
})();
