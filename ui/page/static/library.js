/* The library, changed: what is added, taken out and put back goes to the HTTP interface, and the view is shown anew. */
(() => {
  const outcome = (line) => {
    const place = document.querySelector("#view .outcome");
    if (place) place.textContent = line;
  };

  const told = (document) => {
    if (document.status) return document.status === "unchanged" ? "It is in the library already." : "In the library; bringing it up to date …";
    const refused = document.rejected?.map((one) => `${one.source}: ${one.reason}`).join("; ");
    return refused ? `Refused: ${refused}` : "In the library; bringing it up to date …";
  };

  /* Follows a run to its end, and shows how far it is. */
  const follow = () =>
    new Promise((done) => {
      const events = new EventSource("/index/events");
      const heard = (event) => {
        const state = JSON.parse(event.data);
        const bar = document.querySelector("#view progress");
        if (bar) [bar.hidden, bar.max, bar.value] = [state.state !== "running", state.total || 1, state.done];
        if (state.state === "running") return outcome(state.total ? `${state.done} of ${state.total} read …` : "Reading the sources …");
        events.close();
        done(state.error ?? "");
      };
      events.addEventListener("state", heard);
      events.onerror = () => {
        events.close();
        done("");
      };
    });

  const act = async (address, options) => {
    try {
      const answer = await (await onrecord.fetched(address, options)).json();
      if (address === "/articles") {
        outcome(told(answer));
        await onrecord.fetched("/index", { method: "POST" });
      }
      if (["/articles", "/index", "/page/links"].includes(address)) {
        const wrong = await follow();
        await onrecord.refresh();
        if (wrong) outcome(wrong);
      } else await onrecord.refresh();
    } catch (error) {
      outcome(error.message);
    }
  };

  const body = (form) => {
    const given = new FormData(form);
    if (form.querySelector("[type=file]")) return { body: given };
    const record = Object.fromEntries([...given].filter(([, value]) => value));
    return { body: JSON.stringify(record), headers: { "content-type": "application/json" } };
  };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-send]")) return;
    event.preventDefault();
    act(form.dataset.send, { method: "POST", ...body(form) });
  });

  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-act]");
    if (button) act(button.dataset.act, { method: button.dataset.method ?? "POST" });
  });
})();
