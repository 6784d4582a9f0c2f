// Navigation on narrow screens, keyboard help, auto-submitting filters, printing.

const toggle = (name, element) => {
  const open = element.getAttribute("aria-expanded") === "true";
  element.setAttribute("aria-expanded", String(!open));
  document.body.classList.toggle(name, !open);
};

const inField = (target) =>
  target.closest("input, textarea, select, [contenteditable=true]") !== null;

const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    document.querySelector("dialog[open]")?.close();
    closeMenus(null);
    return;
  }
  if (inField(event.target)) return;
  if (event.key === "/") {
    const search = document.querySelector("#search");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
  if (event.key === "?") document.querySelector("#keyboard-help")?.showModal();
  goOn(event.key);
};

// g, then a letter: h to the workbench, n to the notices
let before = "";
const goOn = (key) => {
  const places = { h: ".brand", n: ".bell" };
  if (before === "g" && places[key]) document.querySelector(places[key])?.click();
  before = key;
};

const closeMenus = (within) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!within || !menu.contains(within)) menu.open = false;
  }
  const button = document.querySelector("[data-toggles-menu][aria-expanded=true]");
  const inside = within && within.closest("#navigation, [data-toggles-menu]");
  if (button && !inside) toggle("menu-open", button);
};

const onClick = (event) => {
  closeMenus(event.target);
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
  const menu = event.target.closest("[data-toggles-menu]");
  if (menu) toggle("menu-open", menu);
  if (event.target.closest("[data-prints]")) window.print();
};

export function startFrame() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submits-on-change]");
    if (form) form.requestSubmit();
  });
}
