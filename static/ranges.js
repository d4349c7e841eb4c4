// What a grid does beyond one cell: ranges, spreadsheets, undo, fresh sums. grid.js brings this in when somebody first
// stands in a grid, and hands it what it knows.
const quoted = (text) => (/[\t\n"]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);
const plain = (table) => [...table.rows].map((row) => [...row.cells].map((cell) => quoted(cell.textContent)).join("\t")).join("\n");
const STAYS = " It stays here until you load the page again.";
const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

export default (grid) => {
  let later = 0;
  function send(action, values) {
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action, hidden: true });
    for (const [name, value] of Object.entries({ csrf_token: grid.token(), ...values })) {
      const field = document.createElement("textarea");
      Object.assign(field, { name, value });
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }
  function asked(more) {
    const { rows, columns } = { ...grid.range(), ...more };
    return {
      ids: rows.map((row) => row.dataset.id).join(" "),
      versions: rows.map((row) => row.dataset.v || 0).join(" "),
      columns: columns.map((head) => head.dataset.c).join(" "),
      back: location.pathname + location.search,
    };
  }
  // Where one stands when one comes back: after an undo, from a row's page, from the page that says what a paste
  // changes. A table that is opened anew begins at its top.
  const keep = (more) => { sessionStorage[grid.address()] = JSON.stringify({ ...grid.spot(true), ...more }); };
  function plan(values, more) {
    keep();
    send(grid.address() + "/paste", { ...asked(more), ...values });
  }
  async function picked() {
    const body = new URLSearchParams({ csrf_token: grid.token(), ...asked() });
    const answer = await fetch(grid.address() + "/picked", { method: "POST", body, headers: { "HX-Request": "true" } });
    return parsed(answer.ok ? await answer.text() : "");
  }
  // A changed row stays where somebody works on it, and it is said that its place is another now.
  function strays(id, page) {
    const before = (rows) => { const at = rows.findIndex((row) => row.dataset.id === id); return at < 0 ? at : at && rows[at - 1].dataset.id; };
    const now = before([...page.querySelectorAll("[data-grid] [data-id]")]), [foot] = grid.all("[data-picked]");
    if (now === before(grid.rows()) || !foot || foot.textContent) return;
    said((now < 0 ? "The row you changed is elsewhere in this view now, or not in it." : "The row you changed has another place now.") + STAYS);
  }
  function said(words) {
    const [foot] = grid.all("[data-picked]");
    if (foot) foot.textContent = words;
    grid.tell(words);
  }
  return {
    // Says under the table how many cells are picked and what they come to.
    told() {
      clearTimeout(later);
      later = setTimeout(async () => {
        const told = (await picked()).querySelector("[data-told]");
        if (told) said(told.textContent);
      }, 250);
    },
    forget() { clearTimeout(later); },
    shut({ why, v }) { said((why || (v ? "This is changed on its own page." : "This row is not open to your changes.")) + " Space opens it."); },
    open(id) {
      keep();
      location.assign(grid.address() + "/" + id);
    },
    undo() {
      const last = grid.undos.pop();
      if (!last) { grid.tell("There is nothing left to undo here."); return; }
      sessionStorage.undos = JSON.stringify(grid.undos);
      keep({ undone: true });
      send(last, {});
    },
    // Sums, groups and what else of the row follows from a change. `writing`: the cell that is being typed in.
    async redraw(id, writing) {
      const page = parsed(await (await fetch(location.href)).text());
      for (const row of grid.all(`tfoot tr, .band, [data-id="${id}"]`)) {
        const link = row.matches(".band") && "#" + row.querySelector("a").id;
        const now = page.querySelector("[data-grid] " + (link ? `tr:has(${link})` : row.dataset.id ? `[data-id="${id}"]` : "tfoot tr"));
        if (!now || row.contains(writing() || null)) continue;
        row.className = now.className;
        [...now.cells].forEach((cell, at) => { if (row.cells[at]) row.cells[at].innerHTML = cell.innerHTML; });
      }
      grid.quiet();
      grid.mark();
      strays(id, page);
    },
    empty() {
      const { rows, columns } = grid.range();
      if (rows.length * columns.length === 1) grid.edit("", true);
      else if (rows.length) plan({ one: "yes", text: "" });
    },
    fill() {
      const { rows, at } = grid.range();
      const source = rows.length > 1 ? rows[0] : grid.rows()[at - 1];
      if (rows.length && source) plan({ source: source.dataset.id, text: "" }, { rows: rows.length > 1 ? rows.slice(1) : rows });
    },
    paste(html, words) {
      const table = !words && parsed(html).querySelector("table");
      const text = (table ? plain(table) : words).replace(/\r\n?/g, "\n").replace(/\n$/, "");
      const { rows, columns, at, left } = grid.range(), tall = text.includes("\n"), broad = text.includes("\t");
      if (at < 0) return;
      if (!tall && !broad && rows.length * columns.length === 1) grid.edit(text, true);
      else plan({ text }, { rows: tall ? grid.rows().slice(at) : rows, columns: broad ? grid.heads().slice(left) : columns });
    },
    copy() {
      const table = picked().then((page) => page.querySelector("table"));
      const as = (type, words) => table.then((found) => new Blob([words(found)], { type }));
      const item = { "text/plain": as("text/plain", plain), "text/html": as("text/html", (found) => found.outerHTML) };
      navigator.clipboard.write([new ClipboardItem(item)]).then(() => grid.tell("Copied"), () => grid.tell("Your browser did not let us copy that."));
    },
  };
};
