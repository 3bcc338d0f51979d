/* Changes to the library: adding, removing and restoring articles through the HTTP API; the view is then reloaded. */
(() => {
  const ADDING = ["articles", "index", "page/links"];

  const showOutcome = (line, undo) => {
    const place = document.querySelector("#view .outcome");
    if (!place) return;
    place.textContent = line;
    if (!undo) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Undo" });
    button.dataset.act = undo;
    place.append(" ", button);
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

  /* Shows the library again, and its size in the head of the page. */
  const refresh = async () => {
    await onrecord.refresh();
    const line = await (await onrecord.fetched("page/holdings")).text();
    const place = document.querySelector("#library .md") ?? document.getElementById("library");
    if (line) place.innerHTML = line;
  };

  const runIndex = async () => {
    const error = await follow();
    await refresh();
    if (error) showOutcome(error);
  };

  /* Says what is wrong beside the field that it is about, or below the form's own button. */
  const mark = (form, line) => {
    form.querySelectorAll(".error").forEach((shown) => shown.remove());
    form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    if (!line) return;
    const named = form.elements[line.split(":")[0]] ?? form.querySelector("input, textarea");
    const shown = Object.assign(document.createElement("span"), { className: "error", textContent: line });
    shown.setAttribute("role", "alert");
    named.setAttribute("aria-invalid", "true");
    named.after(shown);
    named.focus();
  };

  const post = async (address, options) => (await onrecord.fetched(address, { method: "POST", ...options })).json();

  /* Adds files one after the other, with a line on each, and indexes them together. */
  const addFiles = async (form, files) => {
    const list = form.querySelector(".files");
    const lines = files.map((file) => {
      const line = Object.assign(document.createElement("li"), { textContent: `${file.name}: waiting …` });
      list.append(line);
      return line;
    });
    let added = 0;
    for (const [number, file] of files.entries()) {
      const body = new FormData();
      body.append("file", file);
      lines[number].textContent = `${file.name}: sending …`;
      try {
        const line = describe(await post("articles", { body }));
        lines[number].textContent = `${file.name}: ${line}`;
        added += line.startsWith("Added");
      } catch (error) {
        lines[number].textContent = `${file.name}: ${error.message}`;
        lines[number].className = "error";
      }
    }
    const failures = [...list.children].filter((line) => line.className === "error" || line.textContent.includes(": Failed"));
    showOutcome(failures.map((line) => line.textContent).join("; "));
    if (!added) return;
    await post("index");
    await runIndex();
    if (failures.length) showOutcome(failures.map((line) => line.textContent).join("; "));
  };

  const send = async (form, address, options) => {
    try {
      const answer = await post(address, options);
      mark(form, "");
      if (address === "articles") {
        showOutcome(describe(answer));
        await post("index");
      }
      await runIndex();
    } catch (error) {
      mark(form, error.message);
    }
  };

  const record = (form) => {
    const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
    return { body: JSON.stringify(fields), headers: { "content-type": "application/json" } };
  };

  /* Saves an article's fields as a new version, and shows that. */
  const revise = async (form) => {
    const line = form.querySelector(".outcome");
    try {
      line.textContent = "Saving …";
      const fields = Object.fromEntries(new FormData(form));
      const answer = await onrecord.fetched(form.dataset.patch, { method: "PATCH", body: JSON.stringify(fields), headers: { "content-type": "application/json" } });
      const { id, version, status } = await answer.json();
      mark(form, "");
      if (status === "unchanged") return (line.textContent = "Nothing was changed.");
      line.textContent = "Indexing …";
      await post("index");
      await runIndex();
      onrecord.go(`${location.pathname}${location.search}#${new URLSearchParams({ article: id, version, start: 0, end: 0 })}`);
    } catch (error) {
      line.textContent = "";
      mark(form, error.message);
    }
  };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-patch]")) {
      event.preventDefault();
      return revise(form);
    }
    if (!form.matches("form[data-send]")) return;
    event.preventDefault();
    const input = form.querySelector("[type=file]");
    input ? addFiles(form, [...input.files]) : send(form, form.dataset.send, record(form));
  });

  const place = (event) => document.querySelector("#view form:has([type=file])") && event.target.closest?.("#view") && event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!place(event)) return;
    event.preventDefault();
    document.querySelector("#view .add").open = true;
  });
  addEventListener("drop", (event) => {
    if (!place(event)) return;
    event.preventDefault();
    addFiles(document.querySelector("#view form:has([type=file])"), [...event.dataTransfer.files]);
  });

  addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-act]");
    if (!button) return;
    const { act, method = "POST" } = button.dataset;
    const title = button.querySelector(".unseen")?.textContent.trim();
    try {
      await onrecord.fetched(act, { method });
      if (ADDING.includes(act)) return await runIndex();
      await refresh();
      if (method === "DELETE") showOutcome(`Removed “${title}”.`, `${act}/restore`);
    } catch (error) {
      showOutcome(error.message);
    }
  });
})();
