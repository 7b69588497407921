/**
 * Lark's markdown to DOM: blocks here, inline parts in inline.js. The source is untrusted; no part of it is ever parsed as
 * HTML, and tags Lark does not know vanish as they do there.
 */

import { h } from "./dom.js";
import { inline } from "./inline.js";

const FENCE = /^\s*(```+|~~~+)\s*([\w+#.-]*)\s*$/;
const HEADING = /^(#{1,6})\s+(.+?)\s*#*\s*$/;
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,}|<hr\s*\/?>)\s*$/i;
const QUOTE = /^\s*>\s?(.*)$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const DELIMITERS = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/** Render `source` into a fragment. `ctx`: locale, timezone, people (a map), colors, imageUrl. */
export function renderMarkdown(source, ctx) {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(String(source ?? "").replace(/\r\n?/g, "\n").split("\n"), ctx));
  return fragment;
}

function blocks(lines, ctx) {
  const nodes = [];
  for (let at = 0; at < lines.length; ) {
    const [node, next] = block(lines, at, ctx);
    if (node) nodes.push(node);
    at = next;
  }
  return nodes;
}

function block(lines, at, ctx) {
  const line = lines[at];
  if (!line.trim()) return [null, at + 1];
  if (FENCE.test(line)) return fence(lines, at);
  if (HEADING.test(line)) return [heading(line, ctx), at + 1];
  if (RULE.test(line)) return [h("hr", { class: "lc-hr" }), at + 1];
  if (QUOTE.test(line)) return quote(lines, at, ctx);
  if (startsTable(lines, at)) return table(lines, at, ctx);
  if (ITEM.test(line)) return list(lines, at, ctx);
  return paragraph(lines, at, ctx);
}

function fence(lines, at) {
  const [, marks, language] = FENCE.exec(lines[at]);
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(marks)) end += 1;
  const code = h("code", {}, lines.slice(at + 1, end).join("\n"));
  const label = language && language !== "plain_text" ? h("div", { class: "lc-pre-lang" }, language) : null;
  return [h("div", { class: "lc-pre" }, label, h("pre", { tabindex: "0" }, code)), end + 1];
}

function heading(line, ctx) {
  const [, marks, text] = HEADING.exec(line);
  const level = marks.length;
  return h("div", { class: `lc-h lc-h${level}`, role: "heading", "aria-level": level + 2 }, inline(text, ctx));
}

function quote(lines, at, ctx) {
  let end = at;
  while (end < lines.length && QUOTE.test(lines[end])) end += 1;
  const inner = lines.slice(at, end).map((line) => QUOTE.exec(line)[1]);
  return [h("blockquote", { class: "lc-quote" }, blocks(inner, ctx)), end];
}

function paragraph(lines, at, ctx) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() && !startsBlock(lines, end)) end += 1;
  return [h("p", { class: "lc-p" }, inline(lines.slice(at, end).join("\n"), ctx)), end];
}

function startsBlock(lines, at) {
  const line = lines[at];
  return [FENCE, HEADING, RULE, QUOTE, ITEM].some((pattern) => pattern.test(line)) || startsTable(lines, at);
}

function startsTable(lines, at) {
  return lines[at].includes("|") && at + 1 < lines.length && lines[at + 1].includes("-") && DELIMITERS.test(lines[at + 1]);
}

/** A list with the lists nested in it: deeper indented lines belong to the item above them. */
function list(lines, at, ctx) {
  const [, indent, marker] = ITEM.exec(lines[at]);
  const ordered = /\d/.test(marker);
  const node = h(ordered ? "ol" : "ul", { class: "lc-list", start: ordered ? parseInt(marker, 10) : null });
  let end = at;
  while (end < lines.length && isSibling(lines[end], indent.length, ordered)) {
    const [item, next] = listItem(lines, end, indent.length, ctx);
    node.append(item);
    end = next;
  }
  return [node, end];
}

function isSibling(line, indent, ordered) {
  const match = ITEM.exec(line);
  return Boolean(match) && Math.abs(match[1].length - indent) < 2 && /\d/.test(match[2]) === ordered;
}

function listItem(lines, at, indent, ctx) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() && indentOf(lines[end]) > indent + 1) end += 1;
  const below = lines.slice(at + 1, end);
  const strip = Math.min(...below.map(indentOf));
  const inner = blocks(below.map((line) => line.slice(strip)), ctx);
  return [h("li", {}, inline(ITEM.exec(lines[at])[3], ctx), inner), end];
}

function indentOf(line) {
  return line.length - line.trimStart().length;
}

function table(lines, at, ctx) {
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|") && lines[end].trim()) end += 1;
  const aligns = cells(lines[at + 1]).map((mark) => (/:$/.test(mark) ? (/^:/.test(mark) ? "center" : "right") : "left"));
  const row = (line, tagName) => h("tr", {}, cells(line).slice(0, aligns.length).map(
    (cell, column) => h(tagName, { style: { textAlign: aligns[column] } }, inline(cell, ctx))));
  const head = h("thead", {}, row(lines[at], "th"));
  const body = h("tbody", {}, lines.slice(at + 2, end).map((line) => row(line, "td")));
  return [h("div", { class: "lc-scroll", tabindex: "0" }, h("table", { class: "lc-table" }, head, body)), end];
}

function cells(line) {
  return line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replace(/\\\|/g, "|"));
}
