// While the server is asked: a line at the top; where it does not answer: the words for it.

let asked = 0;

const line = () => document.querySelector(".busy-line");
const words = () => line()?.querySelector("span");

const show = () => {
  line()?.classList.toggle("is-busy", asked > 0);
  const said = words();
  if (said) said.textContent = asked > 0 ? said.dataset.busyWords : "";
};

const offline = () => {
  const main = document.querySelector("#main");
  const said = words();
  if (!main || !said) return;
  document.querySelector("#offline")?.remove();
  const alert = document.createElement("div");
  alert.id = "offline";
  alert.className = "alert alert-danger";
  alert.setAttribute("role", "alert");
  alert.textContent = said.dataset.offlineWords;
  main.prepend(alert);
};

export function startWaiting() {
  document.addEventListener("htmx:beforeSend", () => { asked += 1; show(); });
  document.addEventListener("htmx:afterRequest", () => { asked = Math.max(0, asked - 1); show(); });
  document.addEventListener("htmx:sendError", offline);
  document.addEventListener("htmx:timeout", offline);
}
