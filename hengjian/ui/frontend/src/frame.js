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
};

const onClick = (event) => {
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
