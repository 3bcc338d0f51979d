/* Changes to the library: adding, removing and restoring articles through the HTTP API; the view is then reloaded. */
(() => {
  const showOutcome = (line) => {
    const place = document.querySelector("#view .outcome");
    if (place) place.textContent = line;
  };

  const describe = (document) => {
    if (document.status) return document.status === "unchanged" ? "Already in the library." : "Added; indexing …";
    const failures = document.rejected?.map((one) => `${one.source}: ${one.reason}`).join("; ");
    return failures ? `Failed: ${failures}` : "Added; indexing …";
  };

  /* Shows the progress of an indexing run until it ends; resolves to its error, or to an empty string. */
  const follow = () =>
    new Promise((done) => {
      const events = new EventSource("index/events");
      const update = (event) => {
        const state = JSON.parse(event.data);
        const bar = document.querySelector("#view progress");
        if (bar) [bar.hidden, bar.max, bar.value] = [state.state !== "running", state.total || 1, state.done];
        if (state.state === "running") return showOutcome(state.total ? `Indexing: ${state.done} of ${state.total} …` : "Reading sources …");
        events.close();
        done(state.error ?? "");
      };
      events.addEventListener("state", update);
      events.onerror = () => {
        events.close();
        done("");
      };
    });

  const send = async (address, options) => {
    try {
      const answer = await (await onrecord.fetched(address, options)).json();
      if (address === "articles") {
        showOutcome(describe(answer));
        await onrecord.fetched("index", { method: "POST" });
      }
      if (["articles", "index", "page/links"].includes(address)) {
        const error = await follow();
        await onrecord.refresh();
        if (error) showOutcome(error);
      } else await onrecord.refresh();
    } catch (error) {
      showOutcome(error.message);
    }
  };

  const body = (form) => {
    const fields = new FormData(form);
    if (form.querySelector("[type=file]")) return { body: fields };
    const record = Object.fromEntries([...fields].filter(([, value]) => value));
    return { body: JSON.stringify(record), headers: { "content-type": "application/json" } };
  };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-send]")) return;
    event.preventDefault();
    send(form.dataset.send, { method: "POST", ...body(form) });
  });

  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-act]");
    if (button) send(button.dataset.act, { method: button.dataset.method ?? "POST" });
  });
})();
