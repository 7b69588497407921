/**
 * Fields: text, selects, people, dates. Inside a form they register with it and say nothing until it is submitted; outside
 * one, each change calls back by itself, as on Lark.
 */

import { h, setStyle } from "./dom.js";
import { icon } from "./icons.js";
import { personName, pixels, textOf, words } from "./text.js";

const DATES = {
  date_picker: { type: "date", initial: "initial_date" },
  picker_time: { type: "time", initial: "initial_time" },
  picker_datetime: { type: "datetime-local", initial: "initial_datetime" },
};

export function inputField(element, ctx) {
  const multiline = element.input_type === "multiline_text";
  const control = h(multiline ? "textarea" : "input", {
    ...common(element, ctx, "lc-input"),
    type: multiline ? null : element.input_type === "password" ? "password" : "text",
    rows: multiline ? (element.rows ?? 5) : null,
    maxlength: element.max_length ?? 1000,
    placeholder: textOf(element.placeholder, ctx.locale) || null,
    autocomplete: "off",
  });
  control.value = textOf(element.default_value, ctx.locale);
  if (multiline) control.style.minHeight = `${(element.rows ?? 5) * 20 + 12}px`;
  const node = field(element, ctx, control, { input: (value) => ({ input_value: value }) });
  if (!ctx.form) control.addEventListener("keydown", (event) => commitOnEnter(event, control, multiline));
  return node;
}

function commitOnEnter(event, control, multiline) {
  if (event.key === "Enter" && !event.isComposing && (!multiline || event.ctrlKey || event.metaKey)) control.blur();
}

export function selectField(element, ctx) {
  return select(element, ctx, (element.options ?? []).map((option) => [option.value, textOf(option.text, ctx.locale)]));
}

export function personField(element, ctx) {
  return select(element, ctx, candidates(element, ctx));
}

/** Candidates must be listed; an empty list means everybody we know of. */
function candidates(element, ctx) {
  const ids = element.options?.length ? element.options.map((option) => option.value) : [...ctx.people.keys()];
  return ids.map((id) => [id, personName(id, ctx)]);
}

function select(element, ctx, options) {
  const placeholder = textOf(element.placeholder, ctx.locale) || words(ctx.locale).pick;
  const control = h("select", common(element, ctx, "lc-input lc-select"),
    h("option", { value: "" }, placeholder),
    options.map(([value, text]) => h("option", { value }, text)));
  control.value = initialChoice(element, options);
  const mark = () => control.classList.toggle("lc-empty", control.value === "");
  control.addEventListener("change", mark);
  mark();
  return field(element, ctx, control, { trailing: icon("down_outlined"), input: (value) => ({ option: value }), changed: mark });
}

/** Lark documents the initial option as the content and takes the value too; the index counts from 1. */
function initialChoice(element, options) {
  const found = options.find(([value, text]) => [value, text].includes(element.initial_option));
  return (found ?? options[(element.initial_index ?? 0) - 1])?.[0] ?? "";
}

export function dateField(element, ctx) {
  const { type, initial } = DATES[element.tag];
  const control = h("input", { ...common(element, ctx, "lc-input lc-date"), type });
  control.value = (element[initial] ?? "").replace(" ", "T");
  const shown = h("span", { class: "lc-date-shown", "aria-hidden": "true" });
  const node = field(element, ctx, control, {
    leading: shown,
    read: () => control.value.replace("T", " "),
    input: (value) => ({ option: value }),
  });
  const mark = () => {
    shown.textContent = dateInWords(control.value, ctx.locale) || textOf(element.placeholder, ctx.locale);
    shown.classList.toggle("lc-empty", control.value === "");
  };
  for (const event of ["input", "change"]) control.addEventListener(event, mark);
  mark();
  return node;
}

/** Browsers write dates in their own language; while nobody edits the field, it is written in the reader's. */
function dateInWords(value, locale) {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)?T?(\d\d:\d\d)?$/.exec(value) ?? [];
  if (!day) return time ?? "";
  const shape = { year: "numeric", month: "short", day: "numeric", weekday: "short", timeZone: "UTC" };
  const written = new Intl.DateTimeFormat(locale === "zh_cn" ? "zh-CN" : "en-US", shape).format(new Date(day));
  return time ? `${written} ${time}` : written;
}

/** Several choices: a folded list of checkboxes. Lark has it in forms only. */
export function multiSelectField(element, ctx) {
  const people = element.tag === "multi_select_person";
  const options = people ? candidates(element, ctx) : (element.options ?? []).map((each) => [each.value, textOf(each.text, ctx.locale)]);
  const summary = h("summary", { class: "lc-input lc-select" });
  const boxes = options.map(([value]) => h("input", { type: "checkbox", value, disabled: element.disabled }));
  const labels = options.map(([, text], at) => h("label", { class: "lc-option" }, boxes[at], h("span", {}, text)));
  const list = h("div", { class: "lc-options", role: "group", tabindex: "-1" }, labels.length ? labels : words(ctx.locale).noOption);
  const details = h("details", { class: "lc-multi" }, summary, list);
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const show = () => summarise(summary, options, chosen(), element, ctx);
  const restore = () => {
    for (const box of boxes) box.checked = (element.selected_values ?? []).includes(box.value);
    show();
  };
  details.addEventListener("change", show);
  details.addEventListener("toggle", () => details.open && list.scrollIntoView({ block: "nearest" }));
  details.addEventListener("focusout", (event) => !details.contains(event.relatedTarget) && (details.open = false));
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    summary.focus();
    event.stopPropagation();
  });
  restore();
  return field(element, ctx, details, { read: chosen, reset: restore, focusOn: summary, trailing: icon("down_outlined") });
}

function summarise(summary, options, chosen, element, ctx) {
  const names = options.filter(([value]) => chosen.includes(value)).map(([, text]) => text);
  const placeholder = textOf(element.placeholder, ctx.locale) || words(ctx.locale).pick;
  summary.textContent = names.length > 3 ? words(ctx.locale).picked(names.length) : names.join("、") || placeholder;
  summary.classList.toggle("lc-empty", names.length === 0);
}

function common(element, ctx, className) {
  return {
    class: className,
    name: element.name,
    disabled: element.disabled,
    "aria-required": element.required ? "true" : null,
    "aria-label": textOf(element.label, ctx.locale) || textOf(element.placeholder, ctx.locale) || element.name,
  };
}

/** The frame of a field (label, icons, complaint) and its place in the form, or its own callback outside one. */
function field(element, ctx, control, parts) {
  const read = parts.read ?? (() => control.value);
  const complaint = h("div", { class: "lc-complaint", role: "alert" });
  const frame = h("div", { class: "lc-control" }, parts.leading, control, parts.trailing);
  const node = h("div", { class: "lc-field" }, label(element, ctx), frame, complaint);
  node.classList.toggle("lc-label-left", element.label_position === "left");
  setStyle(node, { width: pixels(element.width) });
  if (element.width === "fill") node.classList.add("lc-wide");
  const complain = (text) => {
    complaint.textContent = text;
    node.classList.toggle("lc-invalid", Boolean(text));
  };
  node.addEventListener("input", () => complain(""));
  node.addEventListener("change", () => complain(""));
  if (ctx.form) ctx.form.fields.push(formField(element, ctx, control, { ...parts, read, complain }));
  else control.addEventListener("change", () => ctx.press(element, ctx, node, parts.input?.(read()) ?? {}));
  return node;
}

function label(element, ctx) {
  const text = textOf(element.label, ctx.locale);
  if (!text) return null;
  return h("span", { class: "lc-label" }, text, element.required ? h("span", { class: "lc-star", "aria-hidden": "true" }, "*") : null);
}

function formField(element, ctx, control, { read, reset, complain, focusOn }) {
  const initial = control.value;
  return {
    name: element.name,
    read,
    check: () => {
      const missing = element.required && read().length === 0;
      complain(missing ? words(ctx.locale).required : "");
      return !missing;
    },
    focus: () => (focusOn ?? control).focus(),
    reset: () => {
      complain("");
      if (reset) return reset();
      control.value = initial;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    },
  };
}
