/**
 * The `chart` component: bars, lines, areas and pies of a VChart spec, drawn as plain SVG at the width there is. Other
 * kinds of chart get a quiet drawing that names them.
 */

import { color } from "./colors.js";
import { h, svg } from "./dom.js";
import { readSpec, ticks } from "./chartspec.js";
import { icon } from "./icons.js";
import { words } from "./text.js";

const RATIOS = { "1:1": 1, "2:1": 2, "4:3": 4 / 3, "16:9": 16 / 9 };
const PALETTE = ["blue", "turquoise", "orange", "purple", "green", "carmine", "yellow", "wathet"];
const EDGE = { left: 38, right: 8, top: 10, bottom: 24 };

export function chart(element, ctx) {
  const spec = readSpec(element.chart_spec ?? {});
  const title = spec.title ? h("div", { class: "lc-chart-title" }, spec.title) : null;
  const canvas = h("div", { class: "lc-chart-canvas", role: "img", "aria-label": spec.title || words(ctx.locale).chart });
  const draw = DRAWINGS[spec.type];
  if (!draw || !spec.points.length) canvas.append(unknownChart(spec));
  else redrawOnResize(canvas, (width) => draw(spec, width, heightFor(element, width), paintFor(spec)));
  return h("div", { class: "lc-chart" }, title, canvas, draw && spec.series.length > 1 ? legend(spec) : null);
}

const DRAWINGS = { bar: bars, line: lines, area: lines, pie: pie };

function redrawOnResize(canvas, draw) {
  let drawn = 0;
  new ResizeObserver(([entry]) => {
    const width = Math.round(entry.contentRect.width);
    if (width === drawn || width < 60) return;
    drawn = width;
    canvas.replaceChildren(draw(width));
  }).observe(canvas);
}

function heightFor({ height, aspect_ratio: ratio }, width) {
  if (/^\d+px$/.test(height ?? "")) return parseInt(height, 10);
  return Math.min(Math.round(width / (RATIOS[ratio] ?? RATIOS["16:9"])), 260);
}

/** The colour of a series: as the spec says (for this series, or by position), else from our palette. */
function paintFor(spec) {
  return (series) => {
    const at = Math.max(spec.series.indexOf(series), 0);
    const given = spec.colors.byName[series] ?? spec.colors.list[at % spec.colors.list.length];
    if (given) return color(given, {}, 500) ?? (/^#[0-9a-f]{3,8}$/i.test(given) ? given : `var(--hue-blue)`);
    return `var(--hue-${PALETTE[at % PALETTE.length]})`;
  };
}

function bars(spec, width, height, paint) {
  const frame = plot(spec, width, height);
  const slot = frame.width / spec.categories.length;
  const lanes = spec.stacked ? 1 : spec.series.length;
  const thick = Math.min(36, (slot * 0.62) / lanes);
  const floor = new Map();
  const rects = spec.points.map(({ category, series, value }) => {
    const at = spec.categories.indexOf(category);
    const lane = spec.stacked ? 0 : spec.series.indexOf(series) - (lanes - 1) / 2;
    const base = spec.stacked ? (floor.get(category) ?? 0) : 0;
    floor.set(category, base + value);
    const [top, bottom] = [frame.y(base + value), frame.y(base)];
    const x = frame.left + slot * (at + 0.5) + lane * thick - thick / 2;
    return svg("rect", {
      x, y: top, width: Math.max(1, thick - 2), height: Math.max(1, bottom - top), rx: Math.min(3, thick / 4), fill: paint(series),
    }, svg("title", {}, `${category} ${series ?? ""} ${value}`));
  });
  return drawing(width, height, axes(spec, frame), rects);
}

function lines(spec, width, height, paint) {
  const frame = plot(spec, width, height);
  const slot = frame.width / Math.max(spec.categories.length, 1);
  const at = ({ category, value }) => [frame.left + slot * (spec.categories.indexOf(category) + 0.5), frame.y(value)];
  const paths = spec.series.map((series) => {
    const spots = spec.points.filter((point) => point.series === series).map(at);
    const path = spots.map(([x, y], index) => `${index ? "L" : "M"}${x},${y}`).join("");
    const [first, last] = [spots[0], spots.at(-1)];
    const filled = spec.type === "area" && svg("path", {
      d: `${path}L${last[0]},${frame.y(0)}L${first[0]},${frame.y(0)}Z`, fill: paint(series), "fill-opacity": 0.16,
    });
    const dots = spots.map(([cx, cy]) => svg("circle", { cx, cy, r: 3, fill: "var(--lc-paper)", stroke: paint(series), "stroke-width": 2 }));
    return [filled, svg("path", { d: path, fill: "none", stroke: paint(series), "stroke-width": 2, "stroke-linejoin": "round" }), dots];
  });
  return drawing(width, height, axes(spec, frame), paths);
}

function pie(spec, width, height, paint) {
  const total = spec.points.reduce((sum, { value }) => sum + value, 0) || 1;
  const radius = Math.min(width, height) / 2 - 8;
  const [cx, cy] = [width / 2, height / 2];
  const around = 2 * Math.PI * radius * 0.75;
  let turned = 0;
  const slices = spec.points.map(({ series, value }) => {
    const share = (value / total) * around;
    const slice = svg("circle", {
      cx, cy, r: radius * 0.75, fill: "none", stroke: paint(series), "stroke-width": radius * 0.5,
      "stroke-dasharray": `${Math.max(share - 1.5, 0.5)} ${around}`, "stroke-dashoffset": -turned, transform: `rotate(-90 ${cx} ${cy})`,
    }, svg("title", {}, `${series} ${value}`));
    turned += share;
    return slice;
  });
  return drawing(width, height, slices);
}

function drawing(width, height, ...parts) {
  return svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, class: "lc-chart-svg", "aria-hidden": "true" }, ...parts);
}

/** The inner frame and the scale from value to height. */
function plot(spec, width, height) {
  const marks = ticks(spec.highest);
  const inner = height - EDGE.top - EDGE.bottom;
  const top = marks.at(-1);
  return {
    left: EDGE.left,
    width: width - EDGE.left - EDGE.right,
    marks,
    bottom: EDGE.top + inner,
    y: (value) => EDGE.top + inner * (1 - Math.max(value, 0) / top),
  };
}

function axes(spec, frame) {
  const across = frame.marks.map((mark) => [
    svg("line", { x1: frame.left, x2: frame.left + frame.width, y1: frame.y(mark), y2: frame.y(mark), class: "lc-chart-grid" }),
    svg("text", { x: frame.left - 6, y: frame.y(mark) + 4, "text-anchor": "end", class: "lc-chart-text" }, String(mark)),
  ]);
  const slot = frame.width / spec.categories.length;
  const every = Math.ceil(spec.categories.length / Math.max(1, Math.floor(frame.width / 46)));
  const down = spec.categories.map((category, at) => at % every === 0 && svg("text", {
    x: frame.left + slot * (at + 0.5), y: frame.bottom + 16, "text-anchor": "middle", class: "lc-chart-text",
  }, String(category).slice(0, 10)));
  return [across, down];
}

function legend(spec) {
  const paint = paintFor(spec);
  return h("div", { class: "lc-legend" }, spec.series.map((series) => h("span", { class: "lc-legend-item" },
    h("i", { class: "lc-legend-dot", style: { background: paint(series) } }), String(series))));
}

function unknownChart({ type }) {
  return h("div", { class: "lc-chart-other" }, icon("chart_outlined", "blue"), h("span", {}, type || "chart"));
}
