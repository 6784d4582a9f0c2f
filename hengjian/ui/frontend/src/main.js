// Every page: styles, htmx, and the small behaviours of the frame.
import "@fontsource/noto-sans-sc/chinese-simplified-400.css";
import "@fontsource/noto-sans-sc/chinese-simplified-700.css";
import "@fontsource/noto-sans-sc/latin-400.css";
import "@fontsource/noto-sans-sc/latin-700.css";
import "@tabler/core/dist/css/tabler.css";
import "./frame.css";
import "./navigation.css";
import "./work_lists.css";
import "./year.css";
import "./matters.css";
import "./shell.css";
import "./watermark.css";
import htmx from "htmx.org";
import { startTables } from "./tables.js";
import { startFrame } from "./frame.js";
import { startNavigation } from "./navigation.js";
import { startTicks } from "./ticks.js";
import { startSearch } from "./search.js";
import { startTypedMeanwhile } from "./typed_meanwhile.js";
import { startWaiting } from "./waiting.js";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyRestoreAsHxRequest = false;
htmx.config.refreshOnHistoryMiss = true;
htmx.config.historyCacheSize = 0; // no page is kept in the browser: going back loads it anew
// a refusal or a fault is a page too: it is shown where the answer would have stood
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "[45]..", swap: true, error: true },
];
window.htmx = htmx;

// The anti-forgery token travels in a header, read from the page's meta tag.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token) event.detail.headers["X-CSRFToken"] = token.content;
});

startFrame();
startNavigation();
startTables();
startTicks();
startSearch();
startTypedMeanwhile();
startWaiting();

// Drawn processes bring a library of their own: it is loaded where one is shown.
const drawProcesses = (root) => {
  if (root.querySelector?.("[data-process-diagram]")) {
    import("./process_diagram.js").then((diagrams) => diagrams.drawAll(root));
  }
};
document.addEventListener("htmx:afterSettle", (event) => drawProcesses(event.target));
drawProcesses(document);

// A form that was sent keeps no draft any more: it would arrive after the act. Nor is an act
// sent twice while its answer is awaited: two clicks do not make two matters. It may be sent
// again after a while, for an answer that is a file leaves the page where it is.
const PATIENCE = 10_000; // milliseconds
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  const sentAt = Number(form.dataset.sent || 0);
  // not form.method: a field may bear that name
  const acts = form.getAttribute("method")?.toLowerCase() === "post";
  if (acts && Date.now() - sentAt < PATIENCE) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = String(Date.now());
  for (const each of form.querySelectorAll("[hx-post]")) each.dispatchEvent(new Event("htmx:abort"));
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.closest("form[data-sent]")) event.preventDefault();
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
