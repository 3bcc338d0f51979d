/* People: corrections of who is who and whose words these are. */
(() => {
  const showOutcome = (form, line) => {
    const place = form.closest("details, section, article")?.querySelector(".outcome") ?? document.querySelector("#view .outcome");
    if (place) place.textContent = line;
  };

  const split = (form) => ({
    speaker: form.dataset.speaker,
    forms: [...form.querySelectorAll("[name=forms]:checked")].map(({ dataset }) => ({ name: dataset.name, role: dataset.role || null, country: dataset.country || null })),
    name: form.elements.name.value,
    country: form.elements.country.value || null,
  });

  const merge = async (form) => {
    const typed = form.elements.with.value;
    const { completions } = await (await onrecord.fetched(`page/complete?${new URLSearchParams({ typed, kind: "speaker" })}`)).json();
    const id = onrecord.completed.get(typed) ?? completions[0]?.id;
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
      await onrecord.send(address, "POST", await body);
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
