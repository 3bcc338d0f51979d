/* From a question to its answer: that it was sent is shown at once; what is typed survives a reload; and when the server
   cannot be reached the page says so, tries again, and reloads itself when the server is back. */
window.onrecord = {};
(() => {
  const PATIENCE = 4000; // milliseconds before the server is asked whether it is alive
  const DRAFT = "onrecord.draft";
  const part = (name) => document.getElementById(name);
  const box = () => part("question")?.querySelector("textarea, input");
  let turns = 0; // of the conversation when the question was sent
  let timer = null;

  const element = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text });

  /* Shows a question as sent, below the conversation. */
  const sending = (question) => {
    part("sending")?.remove();
    if (!question.trim()) return;
    turns = document.querySelectorAll("#conversation .turn").length;
    const turn = element("section", "turn", "");
    turn.id = "sending";
    turn.append(element("h2", "question", question), element("p", "waiting", "Searching …"));
    part("conversation").after(turn);
    turn.setAttribute("role", "status");
    turn.scrollIntoView({ block: "start" });
    clearTimeout(timer);
    timer = setTimeout(check, PATIENCE);
  };

  /* The server has shown the question itself. */
  const sent = (last) => {
    if (!part("sending") || !last || document.querySelectorAll("#conversation .turn").length === turns) return;
    part("sending").remove();
    clearTimeout(timer);
    sessionStorage.removeItem(DRAFT);
  };

  /* Puts the question into the address, so that a reload asks it again. */
  const submitted = () => {
    const question = box().value;
    if (!question.trim()) return;
    sending(question);
    const filters = [...document.querySelectorAll("#filters :is(input, textarea)")].map((field) => [field, field.closest(".block")?.id]);
    const given = filters.filter(([field, name]) => name && field.value).map(([field, name]) => [name.replace("filter-", ""), field.value]);
    history.replaceState(null, "", `./?${new URLSearchParams([["q", question], ...given])}${location.hash}`);
  };

  const alive = () => fetch("health", { cache: "no-store" }).then((answer) => answer.ok, () => false);

  const check = async () => {
    if (await alive()) return part("lost") ? location.reload() : undefined;
    if (!part("lost")) {
      const line = element("div", "", "Can't reach the server. Trying again … ");
      line.id = "lost";
      line.setAttribute("role", "alert");
      const button = element("button", "", "Reload");
      button.type = "button";
      button.addEventListener("click", () => location.reload());
      line.append(button);
      document.body.append(line);
    }
    timer = setTimeout(check, 1000);
  };

  addEventListener("keypress", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.isTrusted && event.target.closest?.("#question, #filters")) submitted();
  }, true);
  addEventListener("click", (event) => {
    if (event.target.closest?.("#question button")) submitted();
  }, true);
  addEventListener("input", (event) => {
    if (event.target === box()) sessionStorage.setItem(DRAFT, event.target.value);
  });

  addEventListener("load", () => {
    setInterval(() => {
      if (document.querySelector(".toast-body") && !part("lost")) check(); // Gradio has lost its connection
    }, 1000);
  });

  /* Puts back what was typed and not sent. */
  const restore = () => {
    const typed = sessionStorage.getItem(DRAFT);
    if (!typed || box().value || location.search.includes("q=")) return;
    box().value = typed;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };

  Object.assign(window.onrecord, { sending, sent, restore });
})();
