/* Finding words in the open article: all matches are marked, and stepped through. Letters match without regard to case
   and accents; the text itself is left as it is. */
(() => {
  const ALL = "found";
  const CURRENT = "found-current";
  let ranges = [];
  let at = -1;
  let searched = null; // the article that the ranges are of; a range outlives what it was in

  const pane = () => document.querySelector("#reader .article");
  const plain = (text) => Array.from({ length: text.length }, (_, place) => text[place].normalize("NFD")[0].toLowerCase()[0]).join("");

  /* Returns a range for each place of the words; several spaces in the text are one. */
  const search = (typed) => {
    const words = plain(typed.trim()).replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
    if (!words) return [];
    const parts = [];
    let text = "";
    for (const paragraph of pane().querySelectorAll(".text p")) {
      const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      while (nodes.nextNode()) {
        parts.push([text.length, nodes.currentNode]);
        text += plain(nodes.currentNode.data);
      }
      text += "\n";
    }
    const locate = (place) => {
      const [start, node] = parts.findLast(([start]) => start <= place);
      return [node, Math.min(place - start, node.length)];
    };
    return [...text.matchAll(new RegExp(words, "g"))].map((match) => {
      const range = new Range();
      range.setStart(...locate(match.index));
      const [node, end] = locate(match.index + match[0].length - 1);
      range.setEnd(node, Math.min(end + 1, node.length));
      return range;
    });
  };

  const mark = (name, marked) => {
    if (!CSS.highlights) return;
    marked.length ? CSS.highlights.set(name, new Highlight(...marked)) : CSS.highlights.delete(name);
  };

  const show = () => {
    const form = pane()?.querySelector(".find");
    mark(ALL, ranges);
    mark(CURRENT, ranges.slice(at, at + 1));
    if (!form) return;
    const typed = form.querySelector("input").value.trim();
    form.querySelector("[role=status]").textContent = !typed ? "" : ranges.length ? `${at + 1} of ${ranges.length}` : "Not found";
    form.querySelectorAll("button").forEach((button) => (button.disabled = ranges.length < 2));
    if (!ranges[at]) return;
    const reader = document.getElementById("reader");
    const scrolls = reader.scrollHeight > reader.clientHeight + 1;
    const place = ranges[at].getBoundingClientRect();
    const head = pane().querySelector("header").getBoundingClientRect().bottom;
    const [top, bottom] = [head + 8, (scrolls ? reader.getBoundingClientRect().bottom : innerHeight) - 40];
    if (place.top >= top && place.bottom <= bottom) return;
    (scrolls ? reader : window).scrollBy({ top: place.top - (top + (bottom - top) / 3) });
  };

  const find = (typed) => {
    searched = pane();
    ranges = search(typed);
    at = ranges.length ? 0 : -1;
    show();
  };

  const step = (by) => {
    if (!ranges.length) return;
    at = (at + by + ranges.length) % ranges.length;
    show();
  };

  addEventListener("input", (event) => {
    if (event.target.id === "find") find(event.target.value);
  });
  addEventListener("submit", (event) => {
    if (event.target.matches(".find")) event.preventDefault();
  });
  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-find]");
    if (button) step(Number(button.dataset.find));
  });
  addEventListener("keydown", (event) => {
    const box = event.target.id === "find" && event.target;
    if (box && event.key === "Enter") step(event.shiftKey ? -1 : 1);
    if (box && event.key === "Escape" && box.value) {
      event.stopImmediatePropagation(); // the article stays open
      event.preventDefault();
      box.value = "";
      find("");
    }
    const free = !event.target.closest?.("input, textarea, select, [contenteditable]") && !(event.ctrlKey || event.metaKey || event.altKey);
    if (event.key === "f" && free && pane()) {
      event.preventDefault();
      document.getElementById("find").focus();
    }
  }, true);

  /* Another article is opened, or none: what was found is not there any more. */
  new MutationObserver(() => {
    if (!ranges.length || searched.isConnected) return;
    [ranges, at] = [[], -1];
    mark(ALL, []);
    mark(CURRENT, []);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
