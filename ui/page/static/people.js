/* People: names completed as they are typed, and corrections of who is who and whose words these are. */
(() => {
  const DELAY = 150; // milliseconds after the last key

  const showOutcome = (form, line) => {
    const place = form.closest("details, section, article")?.querySelector(".outcome") ?? document.querySelector("#view .outcome");
    if (place) place.textContent = line;
  };

  const post = async (address, body) => {
    const answer = await onrecord.fetched(address, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
    return answer.json();
  };

  const findSpeakers = async (typed) => (await (await onrecord.fetched(`speakers?${new URLSearchParams({ q: typed, limit: 12 })}`)).json()).speakers;

  const named = (speaker) => [speaker.name, speaker.office, speaker.country].filter(Boolean).join(", ");

  const chosen = new Map(); // what the list offers: the id of each speaker

  addEventListener("focusin", (event) => {
    if (event.target.closest?.("#filter-speaker")) event.target.setAttribute("list", "speakers-found"); // Gradio sets none
  });

  let timer = null;
  addEventListener("input", (event) => {
    const box = event.target;
    if (box.getAttribute?.("list") !== "speakers-found") return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      let list = document.getElementById("speakers-found");
      if (!list) {
        list = Object.assign(document.createElement("datalist"), { id: "speakers-found" });
        document.body.append(list);
      }
      const speakers = box.value.trim() ? await findSpeakers(box.value).catch(() => []) : [];
      list.replaceChildren(
        ...speakers.map((speaker) => {
          chosen.set(named(speaker), speaker.id);
          const [value, label] = [box.name === "with" ? named(speaker) : speaker.name, named(speaker)];
          return Object.assign(document.createElement("option"), { value, label });
        }),
      );
    }, DELAY);
  });

  const split = (form) => ({
    speaker: form.dataset.speaker,
    forms: [...form.querySelectorAll("[name=forms]:checked")].map(({ dataset }) => ({ name: dataset.name, role: dataset.role || null, country: dataset.country || null })),
    name: form.elements.name.value,
    country: form.elements.country.value || null,
  });

  const merge = async (form) => {
    const typed = form.elements.with.value;
    const id = chosen.get(typed) ?? (await findSpeakers(typed))[0]?.id;
    if (!id) throw new Error(`No speaker is called “${typed}”.`);
    return { speakers: [form.dataset.speaker, id] };
  };

  const attribute = (form) => {
    const [name, role, country] = ["name", "role", "country"].map((field) => form.elements[field].value.trim() || null);
    return { article_id: form.dataset.article, quote: form.elements.quote.value, speaker: name && { name, role, country } };
  };

  const BODIES = { "speakers/split": split, "speakers/merge": merge, "speakers/attribute": attribute };

  const correct = async (form, address, body) => {
    showOutcome(form, "Saving; the index is brought up to date …");
    try {
      await post(address, await body);
      await onrecord.refresh();
      if (location.hash) await onrecord.reopen();
      onrecord.say("Saved.");
    } catch (error) {
      showOutcome(form, error.message);
    }
  };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-correct]")) return;
    event.preventDefault();
    correct(form, form.dataset.correct, BODIES[form.dataset.correct](form));
  });

  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-undo]");
    if (button) correct(button, `speakers/corrections/${button.dataset.undo}/undo`, {});
  });
})();
