// The search in the top bar: hits while typing, walked by arrows, closed by Esc.

const box = () => document.querySelector("#search");
const hits = () => document.querySelector("#search-hits");
const links = () => [...hits().querySelectorAll("a")];

const close = () => hits()?.replaceChildren();

const step = (from, by) => {
  const all = links();
  if (!all.length) return;
  const next = all.indexOf(from) + by;
  if (next < 0) box().focus();
  else all[Math.min(next, all.length - 1)].focus();
};

const onKey = (event) => {
  const inside = event.target.closest?.("form.search");
  if (!inside || !hits()) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!links().length) return;
    event.preventDefault();
    step(event.target, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    close();
    box().focus();
  }
};

export function startSearch() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("focusout", (event) => {
    const form = event.target.closest?.("form.search");
    if (form && !form.contains(event.relatedTarget)) close();
  });
  // an answer that comes after the box was left is not shown
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id !== "search-hits") return;
    const form = event.detail.target.closest("form");
    if (!form.contains(document.activeElement)) event.detail.shouldSwap = false;
  });
}
