/* Copying a quotation: as it may be printed, with whose words it is in, the address of its publisher and of its place here.
   Quotation marks stand only round what is quoted: round a paraphrase there are none. */
(() => {
  const text = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

  const single = (words) => words.replace(/(^|[\s(\[{—–/-])["“]/g, "$1‘").replace(/["”]/g, "’").replaceAll("“", "‘");

  /* Returns the words of a quotation with the marks that they need. */
  const printed = (said) => {
    const words = text(said);
    if (said.classList.contains("own")) return `“${single(words)}”`;
    if (said.classList.contains("unopened")) return `“${words}`;
    return said.classList.contains("unclosed") ? `${words}”` : words;
  };

  const quotation = (line) => {
    const lead = line.closest(".statement").querySelector(".lead");
    const origin = lead.querySelector(".origin");
    const publisher = origin.querySelector("a[href^=http]");
    const who = text(lead).replace(text(origin), "").trim();
    const manner = text(line.querySelector(".manner"));
    const where = text(origin).replace(` · ${text(publisher)}`, publisher ? "" : `$&`);
    const credit = [who, manner].filter(Boolean).join(", ");
    const place = `${location.origin}${location.pathname}${line.querySelector(".chip").getAttribute("href")}`;
    return [`${printed(line.querySelector(".said"))} — ${credit} (${where})`, publisher?.href, place].filter(Boolean).join("\n");
  };

  addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[href='#copy']");
    if (!link) return;
    event.preventDefault();
    const label = link.innerHTML;
    await navigator.clipboard.writeText(quotation(link.closest("p"))).then(
      () => (link.textContent = "Copied"),
      () => (link.textContent = "Copying is blocked"),
    );
    setTimeout(() => (link.innerHTML = label), 2000);
  }, true);
})();
