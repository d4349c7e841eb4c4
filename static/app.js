// Small comforts for pages that already work without script: toasts that leave, a total that adds itself up,
// focus that lands where the news is, and a kind word when the line is down.
(function () {
  "use strict";
  const LOST = "We could not reach the forum. What you typed is still here. Try again.";
  const REFUSED = "The forum could not do that just now. What you typed is still here. Try again.";
  const STAY = 10000;

  // Toasts: ten seconds, but never while someone points at one or has the focus in it.
  function leaveLater(toast) {
    let timer;
    const start = () => { stop(); timer = setTimeout(leave, STAY); };
    const stop = () => clearTimeout(timer);
    function leave() {
      if (toast.contains(document.activeElement) || toast.matches(":hover")) { start(); return; }
      toast.remove();
    }
    for (const event of ["mouseenter", "focusin"]) toast.addEventListener(event, stop);
    for (const event of ["mouseleave", "focusout"]) toast.addEventListener(event, start);
    start();
  }
  function watchToasts() {
    const region = document.getElementById("toasts");
    if (!region || !window.MutationObserver) return;
    const wide = window.matchMedia("(min-width: 64em)").matches;
    let arrived = false;
    if (wide && region.children.length) {
      region.classList.add("risen");
      region.querySelectorAll("[data-toast]").forEach(leaveLater);
    }
    document.addEventListener("htmx:beforeSwap", (event) => { arrived = !wide && event.detail.target.id === "main"; });
    // A new page on a phone says it first, where it stays; elsewhere it rises and leaves.
    new MutationObserver((changes) => {
      for (const change of changes) for (const node of change.addedNodes) {
        if (node.nodeType !== 1 || !node.matches("[data-toast]")) continue;
        region.classList.toggle("risen", !arrived);
        if (!arrived) leaveLater(node);
      }
    }).observe(region, { childList: true });
  }
  function say(words) {
    const region = document.getElementById("toasts");
    if (!region) return;
    const toast = document.createElement("div");
    const text = document.createElement("span");
    toast.className = "toast";
    toast.dataset.toast = "";
    text.textContent = words;
    toast.append(text);
    region.replaceChildren(toast);
  }

  // The forum's own sentence, when it answered with a fragment that holds one; never a whole page.
  function told(request) {
    const text = request.responseText || "";
    if (!text || /^\s*<!doctype/i.test(text)) return "";
    const found = new DOMParser().parseFromString(text, "text/html").querySelector(".toast > span, body > p");
    return found ? found.textContent.trim() : "";
  }

  // Minutes as people write them: 90, 1:30, 1.5, 1.5h, 90m. Anything else is left for the forum to answer.
  function minutes(text) {
    const said = text.trim().toLowerCase();
    let found = said.match(/^(\d{1,4})\s*(m|min|mins|minutes)?$/);
    if (found) return Number(found[1]);
    found = said.match(/^(\d{1,2}):([0-5]\d)$/) || said.match(/^(\d{1,2})\s*h\s*([0-5]?\d)\s*(?:m|min)?$/);
    if (found) return Number(found[1]) * 60 + Number(found[2]);
    found = said.match(/^(\d{1,2}(?:\.\d{1,2})?)\s*(h|hours?)?$/);
    return found ? Math.round(Number(found[1]) * 60) : null;
  }
  function words(total) {
    const hours = Math.floor(total / 60);
    const rest = total % 60;
    return hours ? hours + " h " + String(rest).padStart(2, "0") + " min" : rest + " min";
  }
  function counts(input) {
    if (input.type === "radio" || input.type === "checkbox") return input.checked;
    const when = (input.dataset.when || "").split("=");
    if (!when[0]) return true;
    if (when[1]) {
      const chosen = input.form.elements[when[0]];
      return chosen && chosen.value === when[1];
    }
    const tick = document.getElementById(when[0]);
    return Boolean(tick && tick.checked);
  }
  function addUp(form) {
    const out = form.querySelector("[data-total]");
    if (!out) return;
    const folded = form.querySelector("[data-folds]:checked");
    let total = 0;
    for (const input of form.querySelectorAll("[data-minutes]")) {
      const said = minutes(input.value);
      if (!folded && counts(input) && said) total += said;
    }
    out.textContent = words(total);
  }

  // After a swap: an error summary takes the focus, else the page keeps it where the person was.
  function focusNews(root) {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
    return Boolean(summary);
  }

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (!form) return;
    const label = form.querySelector('[data-words-of="' + event.target.id + '"]');
    const said = label && minutes(event.target.value);
    if (said) {
      label.textContent = label.textContent.replace(/, \d[\d hmin]*$/, "") + ", " + words(said);
      const tick = document.getElementById(event.target.dataset.when);
      if (tick) tick.checked = true;
    }
    addUp(form);
  });
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches || !event.target.matches("details.change[open]")) return;
    const field = event.target.querySelector("input");
    if (field && event.target.dataset.ready) field.select();
  }, true);
  document.addEventListener("click", (event) => {
    const change = event.target.closest && event.target.closest("details.change");
    if (change) change.dataset.ready = "yes";
    const link = event.target.closest && event.target.closest(".error-summary a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field || !field.focus) return;
    event.preventDefault();
    const folded = field.closest("details");
    if (folded) folded.open = true;
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
  // A menu closes when somebody goes on elsewhere, and by Esc.
  for (const heard of ["click", "focusin", "keydown"]) document.addEventListener(heard, ({ target, key }) => {
    const menu = document.querySelector("details.menu[open]");
    if (!menu || (key ? key !== "Escape" : menu.contains(target))) return;
    menu.open = false;
    if (key) menu.firstElementChild.focus();
  });
  // A page that can no longer be sent is put in its own place, with what was typed, whatever its status.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.xhr.getResponseHeader("HX-Retarget")) return;
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  });
  document.addEventListener("htmx:sendError", () => say(LOST));
  document.addEventListener("htmx:timeout", () => say(LOST));
  document.addEventListener("htmx:responseError", (event) => say(told(event.detail.xhr) || REFUSED));
  document.addEventListener("htmx:afterSettle", (event) => {
    const swapped = event.target.isConnected ? event.target : document;
    if (event.detail.target && event.detail.target.id === "main") {
      window.scrollTo(0, 0);
      document.querySelectorAll("#main form").forEach(addUp);
    }
    if (focusNews(swapped)) return;
    if (document.activeElement === document.body || !document.activeElement) {
      const heading = swapped.querySelector && swapped.querySelector("[data-arrive], h1, h2, h3");
      if (heading && swapped !== document) {
        heading.setAttribute("tabindex", "-1");
        heading.focus({ preventScroll: true });
      }
    }
  });

  // Who can see something, and why: opened under it and closed again, one at a time.
  let asked = null;
  function closeWhy() {
    const shown = document.querySelector(".why-here");
    if (!shown) return;
    const inside = shown.contains(document.activeElement);
    shown.remove();
    if (!asked) return;
    asked.setAttribute("aria-expanded", "false");
    if (inside) asked.focus();
    asked = null;
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".why");
    if (event.target.closest && event.target.closest("[data-close-why]")) closeWhy();
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const again = link === asked || link.classList.contains("htmx-request");
    closeWhy();
    if (!again) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open], :popover-open")) closeWhy();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const link = event.detail.requestConfig && event.detail.requestConfig.elt;
    const shown = document.querySelector(".why-here");
    if (!shown || !link || !link.matches || !link.matches(".why")) return;
    asked = link;
    link.setAttribute("aria-expanded", "true");
    const told = document.getElementById("told");
    if (told) told.textContent = Array.from(shown.querySelectorAll("[data-said]"), (one) => one.textContent).join(" ");
  });

  // A folded meaning opens for whoever followed a link to it, and for paper.
  function unfold() {
    const there = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = there && there.querySelector(".glossary-terms details");
    if (folded) folded.open = true;
  }
  window.addEventListener("hashchange", unfold);
  window.addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll(".glossary-terms details")) folded.open = true;
  });

  watchToasts();
  unfold();
  focusNews(document);
  document.querySelectorAll("form").forEach(addUp);
}());

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
