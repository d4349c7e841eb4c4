// Find over any page: Ctrl+K opens it, arrows move through what was found, Enter opens the first. `?` tells the keys.
(function () {
  "use strict";
  const field = () => document.getElementById("find-q");
  const said = () => document.getElementById("find-said");
  // What was found, not what explains its short words.
  const links = () => [...document.querySelectorAll("#found a")].filter((link) => !link.closest(".meaning, .explain, .term"));
  const meaning = () => CSS.supports("selector(:popover-open)") && document.querySelector("dialog[open] :popover-open");
  const writes = (place) => place.closest && place.closest("input, textarea, select, [contenteditable]");

  function open() {
    const dialog = document.getElementById("finder");
    if (dialog && dialog.showModal && !dialog.open) dialog.showModal();
    const input = field();
    if (!input) return false;
    input.focus();
    input.select();
    if (dialog) input.dispatchEvent(new Event("opened"));
    return true;
  }

  // Up from the first line is the field again. A short word goes on from its line.
  function move(from, step) {
    const stops = [field(), ...links()];
    const here = stops.includes(from) ? from : from.closest("li").querySelector("a");
    const next = stops[stops.indexOf(here) + step];
    if (next) next.focus();
  }

  document.addEventListener("keydown", (event) => {
    const plain = !event.altKey && !event.shiftKey;
    if ((event.ctrlKey || event.metaKey) && plain && event.key.toLowerCase() === "k") {
      if (open()) event.preventDefault();
      return;
    }
    const from = event.target;
    // A search field takes the first Esc to empty itself; here one is enough.
    const over = event.key === "Escape" && from.closest && from.closest("dialog[open]");
    if (over && meaning()) return;
    if (over) { event.preventDefault(); over.close(); return; }
    if (event.key === "?" && !writes(from)) {
      const keys = document.getElementById("keys");
      if (keys && keys.showModal && !keys.open) keys.showModal();
      return;
    }
    const inside = from === field() || (from.closest && from.closest("#found"));
    if (!inside || event.ctrlKey || event.metaKey || !plain) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(from, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && from === field() && from.closest("dialog")) {
      // Only what was found for what stands there now; else the form goes to the page of its own.
      const found = document.getElementById("found");
      const first = links()[0];
      if (first && from.value.trim() && found.dataset.for === from.value.trim()) {
        event.preventDefault();
        first.click();
      }
    }
  });
  document.addEventListener("click", (event) => {
    const dialog = event.target.closest && event.target.closest("dialog");
    if (!dialog) return;
    const box = dialog.getBoundingClientRect();
    const beside = event.target === dialog && event.detail && (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom);
    if (beside || event.target.closest("[data-close]")) dialog.close();
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".find") && open()) event.preventDefault();
  });
  document.addEventListener("htmx:afterSettle", () => {
    const found = document.getElementById("found");
    const region = said();
    if (found && region && region.textContent !== found.dataset.said) region.textContent = found.dataset.said || "";
    const first = links()[0];
    if (first) (first.closest("li") || first).classList.add("first");
  });
}());
