// Charts: each figure carries its option as JSON in a script element that is never run.
import * as echarts from "echarts/core";
import { BarChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
} from "echarts/components";
import { SVGRenderer } from "echarts/renderers";

echarts.use([
  BarChart, LineChart, PieChart, ScatterChart, AriaComponent, DatasetComponent, GridComponent,
  LegendComponent, MarkAreaComponent, MarkLineComponent, TitleComponent, TooltipComponent, SVGRenderer,
]);

const calm = ["#1f4e79", "#b45309", "#4d7c0f", "#7c3aed", "#0f766e", "#9f1239", "#57534e"];

const draw = (figure) => {
  if (figure.dataset.drawn) return;
  figure.dataset.drawn = "yes";
  const option = JSON.parse(document.getElementById(figure.dataset.option).textContent);
  const chart = echarts.init(figure, null, { renderer: "svg" });
  // Rich-text tips: the HTML ones need inline styles, which the content policy refuses.
  option.tooltip = { confine: true, ...option.tooltip, renderMode: "richText" };
  option.color = option.color ?? calm;
  option.animation = false;
  option.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily };
  chart.setOption(option);
  chart.on("click", (point) => {
    const address = point.data?.href ?? point.value?.href;
    if (address) window.location.assign(address);
  });
  new ResizeObserver(() => chart.resize()).observe(figure);
};

const drawAll = (root) => root.querySelectorAll("[data-chart]").forEach(draw);

document.addEventListener("htmx:afterSettle", (event) => drawAll(event.target));
drawAll(document);
