// Typing @ in a comment offers the people who may read its record. Without this, names are matched on saving.
(() => {
  const BEGUN = /(^|[^\w.@])@([\p{L}’' -]{0,40})$/u;
  const told = document.getElementById("told");
  let list, box, wait, asked = 0, at = -1;

  const close = () => {
    asked++;
    clearTimeout(wait);
    if (!list) return;
    list.remove();
    list = undefined;
    told.textContent = "";
    for (const name of ["aria-activedescendant", "aria-controls"]) box.removeAttribute(name);
  };

  const move = (to) => {
    const all = [...list.children];
    at = (to + all.length) % all.length;
    all.forEach((one, place) => one.setAttribute("aria-selected", place === at));
    box.setAttribute("aria-activedescendant", all[at].id);
  };

  const take = (option) => {
    const before = box.value.slice(0, box.selectionStart).replace(/@[^@]*$/, `@${option.textContent} `);
    box.value = before + box.value.slice(box.selectionStart);
    box.setSelectionRange(before.length, before.length);
    close();
    box.focus();
  };

  const offer = async (address, said) => {
    const mine = asked;
    const answer = await fetch(`${address}?q=${encodeURIComponent(said)}`);
    const text = answer.ok ? (await answer.text()).trim() : "";
    if (mine !== asked) return;
    close();
    if (!text) return;
    list = document.createElement("ul");
    list.className = "offered";
    list.id = "offered";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "People who may read this");
    list.innerHTML = text;
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) take(option);
    });
    box.after(list);
    box.setAttribute("aria-controls", "offered");
    move(0);
    told.textContent = `${list.children.length} offered, ${list.children[0].textContent} first. Enter takes the name, arrows choose another.`;
  };

  for (const place of document.querySelectorAll("[data-mention]")) {
    const area = place.querySelector("textarea");
    area.setAttribute("aria-autocomplete", "list");
    area.addEventListener("input", () => {
      close();
      box = area;
      const found = BEGUN.exec(area.value.slice(0, area.selectionStart));
      if (found) wait = setTimeout(() => offer(place.dataset.mention, found[2]), 120);
    });
    area.addEventListener("keydown", (event) => {
      if (!list || event.isComposing) return;
      if (event.key === "ArrowDown") move(at + 1);
      else if (event.key === "ArrowUp") move(at - 1);
      else if (event.key === "Enter" || event.key === "Tab") take(list.children[at]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    area.addEventListener("blur", close);
  }
})();
