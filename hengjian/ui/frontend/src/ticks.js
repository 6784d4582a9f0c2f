// One box ticks all boxes of the same form, wherever they stand; Space ticks the row that has the focus.

const onChange = (event) => {
  const name = event.target.dataset?.ticksAll;
  if (!name) return;
  for (const box of event.target.form.elements) {
    if (box.type === "checkbox" && box.name === name) box.checked = event.target.checked;
  }
};

const onKey = (event) => {
  if (event.key !== " " || !event.target.matches("table[data-keys] tbody tr")) return;
  const box = event.target.querySelector("input[type=checkbox]");
  if (!box) return;
  event.preventDefault();
  box.checked = !box.checked;
};

export function startTicks() {
  document.addEventListener("change", onChange);
  document.addEventListener("keydown", onKey);
}
