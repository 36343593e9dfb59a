// Adds to the page what it can do without: sorting and filtering of tables, copying of names.
"use strict";
(() => {
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
  const text = (cell) => cell.textContent.trim();

  // The number that a text begins with, or NaN; thousands are grouped by commas.
  const number = (value) => parseFloat(value.replaceAll(",", ""));

  // Empty cells last in both directions, numbers by value, everything else by its letters: times are
  // written so that this is their order.
  const compare = (left, right, isNumeric, sign) => {
    const blank = [left, right].map((value) => value === "" || value === "–");
    if (blank[0] || blank[1]) return blank[0] - blank[1];
    if (isNumeric) return sign * (number(left) - number(right));
    return sign * left.localeCompare(right, "en", { numeric: true });
  };

  const sort = (table, column, isNumeric) => {
    const heads = table.tHead.rows[0].cells;
    const head = heads[column];
    const ascends = head.getAttribute("aria-sort") !== "ascending";
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", ascends ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [text(row.cells[column]), row]);
    rows.sort((left, right) => compare(left[0], right[0], isNumeric, ascends ? 1 : -1));
    body.append(...rows.map((row) => row[1]));
  };

  const makeSortable = (table) => {
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      const button = make("button", { type: "button", className: "sort" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () =>
        sort(table, column, head.classList.contains("n")));
    });
  };

  const makeFilterable = (table) => {
    const rows = Array.from(table.tBodies[0].rows);
    const contents = rows.map((row) => row.textContent.toLowerCase());
    const label = make("label", { textContent: "Filter rows " });
    const field = make("input", { type: "search", autocomplete: "off", spellcheck: false });
    field.setAttribute("aria-label", "Filter rows of: " + text(table.caption));
    const count = make("output", { textContent: "" });
    field.addEventListener("input", () => {
      const wanted = field.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row, index) => {
        row.hidden = !contents[index].includes(wanted);
        if (!row.hidden) shown += 1;
      });
      count.textContent = wanted === "" ? "" : `${shown} of ${rows.length} rows`;
    });
    label.append(field);
    const line = make("div", { className: "filter" });
    line.append(label, count);
    table.parentElement.before(line);
  };

  const copied = make("p", { className: "status" });
  copied.setAttribute("role", "status");

  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.textContent);
    } catch {
      // Without leave for the clipboard the text is at least selected.
      getSelection().selectAllChildren(element);
      copied.textContent = "Selected: copy it with the keyboard.";
      return;
    }
    copied.textContent = "Copied: " + element.textContent;
  };

  for (const table of document.querySelectorAll("table")) {
    const count = table.tBodies[0].rows.length;
    if (count > 1) makeSortable(table);
    if (count > 10) makeFilterable(table);
  }
  for (const name of document.querySelectorAll(".finding dd > code:only-child")) {
    const button = make("button", { type: "button", className: "copy", textContent: "Copy" });
    const label = text(name.closest("div").querySelector("dt"));
    button.setAttribute("aria-label", `Copy ${label} ${name.textContent}`);
    button.addEventListener("click", () => copy(name));
    name.after(" ", button);
  }
  document.body.append(copied);
})();
