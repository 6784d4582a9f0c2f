// Keyboard movement in tables: arrows move over rows, Home and End go to its ends, Enter opens the row.

const rows = (table) => [...table.querySelectorAll("tbody tr")];

const move = (table, row, step) => {
  const all = rows(table);
  const next = all[Math.min(Math.max(all.indexOf(row) + step, 0), all.length - 1)];
  next?.focus();
};

const onKey = (event) => {
  const row = event.target.closest("table[data-keys] tbody tr");
  if (!row || event.target !== row) return;
  const table = row.closest("table");
  if (event.key === "ArrowDown") move(table, row, 1);
  else if (event.key === "ArrowUp") move(table, row, -1);
  else if (event.key === "Home") rows(table)[0]?.focus();
  else if (event.key === "End") rows(table).at(-1)?.focus();
  else if (event.key === "Enter") row.querySelector("a[href], button[data-opens-row]")?.click();
  else return;
  event.preventDefault();
};

const prepare = (root) => {
  for (const table of root.querySelectorAll("table[data-keys]")) {
    for (const row of rows(table)) row.tabIndex = -1;
    const first = rows(table)[0];
    if (first) first.tabIndex = 0;
  }
};

export function startTables() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSettle", (event) => prepare(event.target));
  prepare(document);
}
