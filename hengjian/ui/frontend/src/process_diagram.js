// A process as drawn, with what is open marked on it. The list beside it says the same.
import Viewer from "bpmn-js/lib/Viewer";
import "bpmn-js/dist/assets/diagram-js.css";
import "./process_diagram.css";

const OURS = "urn:hengjian:process:1";
const SMALLEST = 0.62; // below this the words cannot be read: the drawing scrolls instead
const MARGIN = 12;

// In English every element is called by its <h:label en="…"/>, where it has one.
const inEnglish = (xml) => {
  const drawing = new DOMParser().parseFromString(xml, "application/xml");
  for (const label of drawing.getElementsByTagNameNS(OURS, "label")) {
    const element = label.parentElement?.parentElement;
    if (label.getAttribute("en") && element) element.setAttribute("name", label.getAttribute("en"));
  }
  // the frame around lanes carries the process's name, and has no label of its own
  for (const pool of drawing.getElementsByTagNameNS("*", "participant")) {
    const process = drawing.querySelector(`[id="${CSS.escape(pool.getAttribute("processRef") ?? "")}"]`);
    if (process) pool.setAttribute("name", process.getAttribute("name") ?? "");
  }
  return new XMLSerializer().serializeToString(drawing);
};

const mark = (viewer, elements, kind, words) => {
  const registry = viewer.get("elementRegistry");
  for (const element of elements.filter((each) => registry.get(each))) {
    viewer.get("canvas").addMarker(element, kind);
    if (!words) continue;
    const token = document.createElement("span");
    token.className = "process-token";
    token.textContent = words;
    viewer.get("overlays").add(element, { position: { top: -12, left: 34 }, html: token });
  }
};

const fit = (viewer, figure) => {
  const canvas = viewer.get("canvas");
  const { inner } = canvas.viewbox();
  const room = figure.parentElement.clientWidth;
  const scale = Math.min(1, Math.max(SMALLEST, room / (inner.width + 2 * MARGIN)));
  figure.style.width = `${Math.max(room, Math.ceil((inner.width + 2 * MARGIN) * scale))}px`;
  figure.style.height = `${Math.ceil((inner.height + 2 * MARGIN) * scale) + 28}px`;
  canvas.resized();
  canvas.viewbox({
    x: inner.x - MARGIN,
    y: inner.y - MARGIN,
    width: figure.clientWidth / scale,
    height: figure.clientHeight / scale,
  });
};

// On a narrow screen the drawing scrolls: begin where the work is.
const showOpen = (figure) => {
  const token = figure.querySelector(".process-token");
  const frame = figure.parentElement;
  if (!token) return;
  const away = token.getBoundingClientRect().left - frame.getBoundingClientRect().left;
  frame.scrollLeft = Math.max(0, away - frame.clientWidth / 3);
};

const draw = async (figure) => {
  if (figure.dataset.drawn) return;
  figure.dataset.drawn = "drawing";
  const xml = JSON.parse(document.getElementById(figure.dataset.xml).textContent);
  const english = document.documentElement.lang.startsWith("en");
  const viewer = new Viewer({ container: figure });
  try {
    await viewer.importXML(english ? inEnglish(xml) : xml);
  } catch {
    // a process without a picture of itself: the list beside it says everything
    figure.closest(".process-diagram").hidden = true;
    return;
  }
  const names = (key) => (figure.dataset[key] ?? "").split(" ").filter(Boolean);
  mark(viewer, names("done"), "is-done");
  mark(viewer, names("open"), "is-open", figure.dataset.openWords);
  const picture = figure.querySelector("svg");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", figure.dataset.title);
  fit(viewer, figure);
  showOpen(figure);
  new ResizeObserver(() => fit(viewer, figure)).observe(figure.parentElement);
  figure.dataset.drawn = "yes";
};

export const drawAll = (root) => root.querySelectorAll("[data-process-diagram]").forEach(draw);
