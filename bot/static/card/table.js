/** The `table` component: typed columns, pages, its own horizontal scroll. */

import { color } from "./colors.js";
import { avatar } from "./display.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { tag } from "./inline.js";
import { renderMarkdown } from "./markdown.js";
import { personName, pixels, words } from "./text.js";

const HEIGHTS = { low: "32px", middle: "40px", high: "56px" };

const CELLS = {
  text: (value) => String(value ?? ""),
  markdown: (value, column, ctx) => renderMarkdown(value, ctx),
  lark_md: (value, column, ctx) => renderMarkdown(value, ctx),
  number: (value, column) => number(value, column.format),
  date: (value, column, ctx) => date(value, column.date_format, ctx),
  options: (value) => [value ?? []].flat().map((each) => tag(each.text ?? String(each), each.color)),
  persons: (value, column, ctx) => [value ?? []].flat().map((id) => people(id, ctx)),
};

export function dataTable(element, ctx) {
  const size = Math.min(Math.max(element.page_size ?? 5, 1), 10);
  const rows = element.rows ?? [];
  const body = h("tbody");
  const show = (page) => body.replaceChildren(...rows.slice(page * size, (page + 1) * size).map((row) => tableRow(row, element, ctx)));
  const table = h("table", { class: "lc-table lc-datatable" }, head(element), body);
  const pages = Math.ceil(rows.length / size);
  show(0);
  return h("div", { class: "lc-table-box", style: { "--row": HEIGHTS[element.row_height] ?? pixels(element.row_height) } },
    h("div", { class: "lc-scroll", tabindex: "0" }, table),
    pages > 1 ? pager(pages, show, ctx) : null);
}

function head({ columns = [], header_style: style = {} }) {
  const cell = (column) => h("th", {
    scope: "col",
    style: {
      textAlign: style.text_align ?? column.horizontal_align,
      width: /^\d+(px|%)$/.test(column.width ?? "") ? column.width : null,
      color: color(style.text_color),
      fontWeight: style.bold === false ? "400" : null,
    },
  }, column.display_name ?? column.name);
  return h("thead", { class: style.background_style === "grey" ? "lc-grey" : null }, h("tr", {}, columns.map(cell)));
}

function tableRow(row, { columns = [] }, ctx) {
  const cell = (column) => h("td", { style: { textAlign: column.horizontal_align, verticalAlign: column.vertical_align } },
    (CELLS[column.data_type] ?? CELLS.text)(row[column.name], column, ctx));
  return h("tr", {}, columns.map(cell));
}

function pager(pages, show, ctx) {
  const text = words(ctx.locale);
  const count = h("span", { class: "lc-muted", "aria-live": "polite" });
  const turn = (label, token, step) => h("button", {
    type: "button", class: "lc-button lc-text lc-tiny", "aria-label": label, onclick: () => go(page + step),
  }, icon(token));
  const [back, forth] = [turn(text.previous, "left_outlined", -1), turn(text.next, "right_outlined", 1)];
  let page = 0;
  const go = (to) => {
    page = to;
    show(page);
    count.textContent = text.of(page + 1, pages);
    back.disabled = page === 0;
    forth.disabled = page === pages - 1;
  };
  go(0);
  return h("div", { class: "lc-pager" }, back, count, forth);
}

function number(value, { precision, symbol = "", separator = false } = {}) {
  if (typeof value !== "number") return String(value ?? "");
  const digits = precision === undefined ? {} : { minimumFractionDigits: precision, maximumFractionDigits: precision };
  return symbol + new Intl.NumberFormat("en-US", { useGrouping: separator, ...digits }).format(value);
}

function date(value, format = "YYYY/MM/DD", ctx) {
  const instant = new Date(Number(value));
  if (Number.isNaN(instant.getTime())) return "";
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: ctx.timezone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    second: "2-digit", hour12: false,
  }).formatToParts(instant);
  const part = (type) => parts.find((each) => each.type === type).value;
  const names = { YYYY: "year", MM: "month", DD: "day", HH: "hour", mm: "minute", ss: "second" };
  return format.replace(/YYYY|MM|DD|HH|mm|ss/g, (name) => part(names[name]));
}

function people(id, ctx) {
  const name = personName(id, ctx);
  return h("span", { class: "lc-person" }, avatar(id, name, 20), h("span", { class: "lc-person-name" }, name));
}
