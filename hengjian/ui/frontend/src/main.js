// Every page: styles, htmx, and the small behaviours of the frame.
import "@fontsource/noto-sans-sc/chinese-simplified-400.css";
import "@fontsource/noto-sans-sc/chinese-simplified-700.css";
import "@fontsource/noto-sans-sc/latin-400.css";
import "@fontsource/noto-sans-sc/latin-700.css";
import "@tabler/core/dist/css/tabler.css";
import "./frame.css";
import "./work_lists.css";
import htmx from "htmx.org";
import { startTables } from "./tables.js";
import { startFrame } from "./frame.js";
import { startTicks } from "./ticks.js";

htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.historyRestoreAsHxRequest = false;
htmx.config.refreshOnHistoryMiss = true;
htmx.config.historyCacheSize = 0; // no page is kept in the browser: going back loads it anew
window.htmx = htmx;

// The anti-forgery token travels in a header, read from the page's meta tag.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token) event.detail.headers["X-CSRFToken"] = token.content;
});

startFrame();
startTables();
startTicks();
