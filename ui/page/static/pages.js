/* Pages of a PDF as they were printed, beside the text of the article. */
(() => {
  addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-turn]");
    if (!button) return;
    const pane = button.closest(".pages");
    const [page, pages] = [Number(pane.dataset.page) + Number(button.dataset.turn), Number(pane.dataset.pages)];
    pane.dataset.page = page;
    pane.querySelector("[data-number]").textContent = page;
    for (const other of pane.querySelectorAll("[data-turn]")) other.disabled = page === (other.dataset.turn === "1" ? pages : 1);
    const address = `${pane.dataset.image}&page=${page}`;
    pane.querySelector("a").href = address;
    Object.assign(pane.querySelector("img"), { src: address, alt: `Page ${page} of ${pages} as printed` });
  });

  addEventListener("error", (event) => {
    const pane = event.target.closest?.("img") && event.target.closest(".pages");
    if (pane) event.target.alt = `Page ${pane.dataset.page} cannot be shown.`;
  }, true);
})();
