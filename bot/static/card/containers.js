/** Components that hold others: columns, forms, clickable boxes, folding panels. */

import { color } from "./colors.js";
import { glyph } from "./display.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { inline } from "./inline.js";
import { pixels, space, textOf } from "./text.js";

const FLEX = ["none", "stretch", "flow", "bisect", "trisect"];
const ACROSS = { left: "flex-start", center: "center", right: "flex-end" };
const DOWN = { top: "flex-start", center: "center", bottom: "flex-end" };

/** Columns side by side; how they give way on a narrow card is `flex_mode`, done by container queries in card.css. */
export function columnSet(element, ctx) {
  const mode = FLEX.includes(element.flex_mode) ? element.flex_mode : "none";
  const style = {
    gap: space(element.horizontal_spacing),
    justifyContent: ACROSS[element.horizontal_align],
    background: background(element, ctx),
  };
  const filled = style.background ? " lc-filled" : "";
  const node = h("div", { class: `lc-columns lc-flex-${mode}${filled}`, style }, ctx.renderAll(element.columns, ctx));
  return linked(node, element.action);
}

export function column(element, ctx) {
  const row = element.direction === "horizontal";
  const style = {
    ...columnWidth(element),
    flexDirection: row ? "row" : null,
    gap: space(row ? element.horizontal_spacing : element.vertical_spacing),
    padding: space(element.padding),
    background: background(element, ctx),
    alignItems: row ? DOWN[element.vertical_align] : ACROSS[element.horizontal_align],
    justifyContent: row ? ACROSS[element.horizontal_align] : DOWN[element.vertical_align],
  };
  return linked(h("div", { class: row ? "lc-column lc-row" : "lc-column", style }, ctx.renderAll(element.elements, ctx)), element.action);
}

function columnWidth({ width = "auto", weight = 1 }) {
  if (width === "weighted") return { flex: `${weight} 1 0` };
  return { flex: pixels(width) ? `0 1 ${width}` : "0 1 auto" };
}

/** A whole column set or column may be a link. */
function linked(node, action) {
  const address = action?.multi_url?.pc_url || action?.multi_url?.url;
  if (!address) return node;
  node.classList.add("lc-clickable");
  node.addEventListener("click", () => /^https?:\/\//.test(address) && window.open(address, "_blank", "noopener,noreferrer"));
  return node;
}

/** A form collects its fields in `ctx.form`; its submit button (controls.js) reads and checks them. */
export function form(element, ctx) {
  const inner = { ...ctx, form: { name: element.name, fields: [] } };
  const style = { gap: space(element.vertical_spacing), padding: space(element.padding) };
  return h("form", { class: "lc-form", style, novalidate: true, onsubmit: (event) => event.preventDefault() },
    ctx.renderAll(element.elements, inner));
}

export function interactiveContainer(element, ctx) {
  const style = {
    ...boxStyle(element, ctx),
    border: element.has_border ? `1px solid ${color(element.border_color, ctx.colors) ?? "var(--lc-line)"}` : null,
  };
  const node = h("div", {
    class: element.disabled ? "lc-box lc-disabled" : "lc-box lc-clickable",
    role: "button",
    tabindex: element.disabled ? null : "0",
    "aria-disabled": element.disabled ? "true" : null,
    title: textOf(element.disabled ? element.disabled_tips : element.hover_tips, ctx.locale) || null,
    style,
  }, ctx.renderAll(element.elements, ctx));
  if (!element.disabled) makePressable(node, () => ctx.press(element, ctx, node));
  return node;
}

function boxStyle(element, ctx) {
  return {
    padding: space(element.padding),
    borderRadius: pixels(element.corner_radius),
    width: pixels(element.width),
    height: pixels(element.height),
    gap: space(element.vertical_spacing),
    background: background(element, ctx),
  };
}

/** Clicks inside belong to the inner component when that is itself interactive. */
function makePressable(node, onPress) {
  const own = (event) => event.target.closest("button, a, input, select, textarea, summary, [role=button]") === node;
  node.addEventListener("click", (event) => own(event) && onPress());
  node.addEventListener("keydown", (event) => {
    if (event.target !== node || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    onPress();
  });
}

export function collapsiblePanel(element, ctx) {
  const { header = {}, border } = element;
  const style = {
    background: background(element, ctx),
    border: border ? `1px solid ${color(border.color, ctx.colors, 200) ?? "var(--lc-line)"}` : null,
    borderRadius: pixels(border?.corner_radius),
  };
  const content = h("div", { class: "lc-panel-body", style: { padding: space(element.padding), gap: space(element.vertical_spacing) } },
    ctx.renderAll(element.elements, ctx));
  const bordered = border ? " lc-bordered" : "";
  return h("details", { class: `lc-panel${bordered}`, open: element.expanded, style }, panelHeader(header, ctx), content);
}

function panelHeader(header, ctx) {
  const { title = {} } = header;
  const source = textOf(title, ctx.locale);
  const text = h("span", { class: "lc-panel-title" }, title.tag === "plain_text" ? source : inline(source, ctx));
  const arrow = h("span", { class: "lc-panel-arrow" }, header.icon ? glyph(header.icon, ctx) : icon("down_outlined"));
  const style = { background: color(header.background_color, ctx.colors, 50), padding: space(header.padding) };
  const place = header.icon_position ?? "left";
  return h("summary", { class: `lc-panel-head lc-arrow-${place}`, style }, place === "left" ? [arrow, text] : [text, arrow]);
}

function background(element, ctx) {
  const name = element.background_style ?? element.background_color;
  return name === "laser" ? "var(--lc-laser)" : color(name, ctx.colors, 100);
}
