// A grid's keys: one stop, arrows, ranges, typing, undo. Without it each cell links to its form.
(function () {
  "use strict";
  const html = document.documentElement, store = sessionStorage;
  const frame = () => html.querySelector("[data-grid]");
  const all = (found) => [...frame().querySelectorAll(found)];
  const heads = () => all("thead [data-c]"), rows = () => all("tr[data-id]"), lines = () => all("thead tr, tbody tr");
  const address = () => frame().dataset.grid;
  const wide = matchMedia("(min-width: 40em)");
  const cellOf = (node) => (node.closest && wide.matches ? node.closest("[data-grid] :is(td, th)") : null);
  const isOpen = (cell) => cell.parentNode.dataset.v && heads()[cell.cellIndex].hasAttribute("data-w");
  const idOf = (cell) => cell.parentNode.dataset.id;
  const tell = (words) => { document.getElementById("told").textContent = words; };
  const token = () => JSON.parse(html.dataset.hxHeaders)["X-CSRFToken"];
  const undos = JSON.parse(store.undos || "[]");
  let here, anchor, editing, place, column = 0, scrolled = [0, 0], drawn, more;

  function range() {
    const found = rows(), a = found.indexOf(anchor.parentNode), b = found.indexOf(here.parentNode);
    const c = anchor.cellIndex, d = here.cellIndex, at = Math.min(a, b), left = Math.min(c, d);
    if (at < 0) return { rows: [], columns: [], at, left };
    return { at, left, rows: found.slice(at, Math.max(a, b) + 1), columns: heads().slice(left, Math.max(c, d) + 1) };
  }
  const ranges = () => more ||= import(frame().dataset.ranges).then((found) => found.default({ address, all, edit: (text, go) => edit(here, text, go), heads, mark, quiet, range, rows, spot, tell, token, undos }));
  function mark() {
    const picked = range(), foot = frame().querySelector("[data-picked]");
    const many = picked.rows.length * picked.columns.length > 1;
    for (const old of all("[aria-selected]")) old.removeAttribute("aria-selected");
    if (foot) foot.textContent = "";
    if (many) for (const row of picked.rows) for (const head of picked.columns) row.cells[head.cellIndex].setAttribute("aria-selected", "true");
    ranges().then((found) => (many ? found.told() : found.forget()));
  }
  const spot = (inside) => ({ id: idOf(here), link: (here.firstChild || here).id, line: lines().indexOf(here.parentNode), at: column, inside });
  function stand(cell, extend) {
    for (const old of all('[tabindex="0"]')) old.tabIndex = -1;
    cell.tabIndex = 0;
    here = cell;
    if (!extend || !anchor.isConnected) anchor = cell;
    column = cell.cellIndex;
    cell.focus();
    mark();
  }
  // Up and down keep to their column, also over a line of one cell.
  function move(down, right, extend) {
    const found = extend ? rows() : lines(), row = found[Math.max(0, Math.min(found.length - 1, found.indexOf(here.parentNode) + down))];
    const kept = column, at = right ? here.cellIndex + right : kept;
    stand(row.cells[Math.max(0, Math.min(row.cells.length - 1, at))], extend);
    if (!right) column = kept;
  }

  // What is typed while a form comes goes into it.
  async function edit(cell, text, go) {
    if (editing) return;
    if (!isOpen(cell)) { ranges().then((found) => found.shut(cell.parentNode.dataset)); return; }
    const head = heads()[cell.cellIndex], field = document.createElement("input");
    editing = { cell, was: cell.innerHTML, go };
    Object.assign(field, { className: "input", value: text || "", placeholder: cell.textContent.trim(), ariaLabel: head.textContent });
    cell.replaceChildren(field);
    field.focus();
    await htmx.ajax("GET", address() + "/" + idOf(cell) + "/cell/" + head.dataset.c, { target: cell, swap: "beforeend" });
    const form = cell.querySelector("form"), box = form && form.elements.text;
    if (!editing || !form) { leave(); return; }
    htmx.process(form);
    const typed = field.value, kept = text === undefined && !typed, said = (one) => one.text.toLowerCase().startsWith(typed.toLowerCase());
    if (!kept) box.value = box.options ? ([...box.options].find(said) || box).value : typed;
    cell.replaceChildren(form);
    box.focus();
    if (kept && box.select) box.select();
    else if (!kept && !editing.go) box.dispatchEvent(new Event("input", { bubbles: true }));
    if (editing.go) form.requestSubmit();
  }
  function leave() {
    if (!editing) return;
    const { cell, was } = editing;
    editing = null;
    cell.innerHTML = was;
    quiet();
    stand(cell);
  }
  function save(go) {
    editing.go = go;
    const form = editing.cell.querySelector("form");
    if (form) form.requestSubmit();
  }
  function remember() {
    const undo = document.querySelector('#toasts form[action^="/undo/"]');
    if (undo) undos.push(undo.getAttribute("action"));
    store.undos = JSON.stringify(undos);
  }
  function saved(request) {
    const { cell, go } = editing;
    editing = null;
    cell.parentNode.dataset.v = request.getResponseHeader("Record-Version");
    remember();
    quiet();
    stand(cell);
    if (go && go.call) go();
    clearTimeout(drawn);
    drawn = setTimeout(() => ranges().then((found) => found.redraw(idOf(cell), () => editing && editing.cell)), 400);
  }

  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -1e4], End: [0, 1e4], PageUp: [-12, 0], PageDown: [12, 0] };
  function pressed({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    const held = ctrlKey || metaKey, step = STEPS[key], id = idOf(here), link = here.querySelector("a");
    if (altKey) return false;
    if (step && held) move(step[0] * 1e4 + (key === "Home" ? -1e4 : key === "End" ? 1e4 : 0), step[1] * 1e4, shiftKey);
    else if (step) move(...step, shiftKey);
    else if (held && key === "a") { anchor = rows()[0].cells[0]; stand(rows().at(-1).cells[heads().length - 1], true); }
    else if (held && key === "z") ranges().then((found) => found.undo());
    else if (held && key === "d") ranges().then((found) => found.fill());
    else if (held || key === "?") return false;
    else if (key === "Enter" || key === "F2") { if (id && (isOpen(here) || !link)) edit(here); else if (link) link.click(); }
    else if (!id) return false;
    else if (key === "Delete" || key === "Backspace") ranges().then((found) => found.empty());
    else if (key === " ") ranges().then((found) => found.open(id));
    else if (key.length === 1) edit(here, key);
    else return false;
    return true;
  }
  document.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target), { key, shiftKey, target } = event;
    if (!cell || event.isComposing) return;
    if (editing && editing.cell === cell) {
      const go = key === "Tab" ? () => move(0, shiftKey ? -1 : 1) : key === "Enter" && !(shiftKey && target.matches("textarea")) && (() => move(1, 0));
      if (key === "Escape") leave();
      else if (go && !target.matches("button, a")) save(go);
      else return;
    } else if (target !== cell || !pressed(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // A click stands on a cell, another opens it.
  document.addEventListener("click", (event) => {
    const cell = cellOf(event.target), link = event.target.closest("a");
    if (editing && link && link.matches(".cell-leave")) { event.preventDefault(); leave(); }
    if (!cell || event.ctrlKey || event.metaKey || (editing && editing.cell === cell)) return;
    if (editing) save(() => stand(cell));
    else if (!idOf(cell)) stand(cell);
    if (!idOf(cell) || (link && !link.href.includes("/cell/"))) return;
    event.preventDefault();
    if (here === cell && !event.shiftKey && cell.dataset.stood) edit(cell);
    else if (!editing) stand(cell, event.shiftKey);
    for (const old of all("[data-stood]")) delete old.dataset.stood;
    cell.dataset.stood = "yes";
  });
  document.addEventListener("pointerover", (event) => {
    const cell = event.buttons === 1 && !editing && cellOf(event.target);
    if (cell && cell !== here && idOf(cell) && idOf(here)) stand(cell, true);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target !== here && cellOf(target) === target) stand(target);
  });
  for (const what of ["copy", "paste"]) document.addEventListener(what, (event) => {
    if (!here || document.activeElement !== here || !idOf(here)) return;
    event.preventDefault();
    const held = ["text/html", "text/plain"].map((type) => event.clipboardData.getData(type));
    ranges().then((found) => found[what](...held));
  });

  // On a phone the tabs are one line, moved to where one is.
  function tabs() {
    const now = html.querySelector(".tabs [aria-current]");
    if (now) now.closest("ul").scrollLeft = now.offsetLeft - 48;
  }
  // Links stay links, but the grid is one stop for Tab.
  function quiet() {
    const grid = frame(), table = grid && grid.querySelector("table");
    if (!table || !wide.matches) return;
    for (const link of all("a")) link.tabIndex = -1;
    grid.removeAttribute("tabindex");
    table.setAttribute("role", "grid");
    table.setAttribute("aria-multiselectable", "true");
    if (here && here.isConnected) return;
    const row = (place && (grid.querySelector(`[data-id="${place.id}"], tr:has([id="${place.link}"])`) || lines()[place.line])) || rows()[0] || lines()[0];
    column = place?.at || 0;
    here = anchor = row.cells[Math.min(column, row.cells.length - 1)];
    here.tabIndex = 0;
    if (place?.inside) here.focus();
  }
  document.addEventListener("htmx:beforeSwap", () => {
    const grid = frame();
    if (!grid || !here) return;
    scrolled = [grid.scrollLeft, grid.scrollTop];
    place = spot(grid.contains(document.activeElement));
  });
  // At once: a key pressed before htmx settles must find its cell.
  document.addEventListener("htmx:afterSwap", () => { if (!editing && frame()) quiet(); });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    const asked = detail.requestConfig || {};
    if (editing && asked.verb === "post" && asked.path.includes("/cell/")) {
      if (detail.xhr.status === 200) { saved(detail.xhr); return; }
      editing.go = 0;
      editing.cell.querySelector("#cell-text, button").focus();
    } else if (!editing && frame()) {
      quiet();
      if (detail.target.id === "grid") { tabs(); frame().scrollTo(...scrolled); }
    }
  });
  tabs();
  if (!frame()) return;
  if (document.referrer.includes(address()) || performance.navigation.type > 1) place = JSON.parse(store[address()] || null);
  if (!place?.undone) remember();
  delete store[address()];
  quiet();
}());
