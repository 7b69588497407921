/** Buttons, overflow menus and checkboxes. */

import { callsBack } from "./actions.js";
import { glyph } from "./display.js";
import { h, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { inline } from "./inline.js";
import { pixels, textOf, words } from "./text.js";

const TYPES = [
  "default", "primary", "danger", "text", "primary_text", "danger_text", "primary_filled", "danger_filled", "laser",
];
const SIZES = ["tiny", "small", "medium", "large"];

export function button(element, ctx) {
  const text = textOf(element.text, ctx.locale);
  const type = TYPES.includes(element.type) ? element.type : "default";
  const size = SIZES.includes(element.size) ? element.size : "medium";
  const node = h("button", {
    type: "button",
    class: `lc-button lc-${type} lc-${size}${element.width === "fill" ? " lc-wide" : ""}`,
    disabled: element.disabled,
    title: textOf(element.disabled ? element.disabled_tips : element.hover_tips, ctx.locale) || null,
    style: { width: pixels(element.width) },
    "aria-label": text ? null : textOf(element.hover_tips, ctx.locale) || element.icon?.token,
  }, element.icon ? glyph(element.icon, ctx) : null, text ? h("span", { class: "lc-button-text" }, text) : null);
  node.addEventListener("click", () => pressButton(element, ctx, node));
  return node;
}

function pressButton(element, ctx, node) {
  const kind = formAction(element);
  if (ctx.form && kind === "reset") return resetForm(element, ctx, node);
  if (ctx.form && kind === "submit") return submitForm(element, ctx, node);
  return ctx.press(element, ctx, node);
}

function formAction({ form_action_type: kind, action_type: legacy }) {
  return kind ?? legacy?.replace(/^form_/, "");
}

function resetForm(element, ctx, node) {
  for (const field of ctx.form.fields) field.reset();
  return element.behaviors?.length ? ctx.press(element, ctx, node) : undefined;
}

/** Required fields are checked here, as Lark's client does: nothing is called back while one is empty. */
function submitForm(element, ctx, node) {
  const missing = ctx.form.fields.filter((field) => !field.check());
  if (missing.length) return missing[0].focus();
  const values = Object.fromEntries(ctx.form.fields.map((field) => [field.name, field.read()]));
  return ctx.press(element, ctx, node, { form_value: values });
}

/** A menu behind three dots. */
export function overflow(element, ctx) {
  const menu = h("div", { class: "lc-menu", role: "menu", hidden: true });
  const opener = h("button", {
    type: "button", class: "lc-button lc-default lc-medium lc-more", "aria-haspopup": "menu", "aria-expanded": "false",
    "aria-label": words(ctx.locale).more,
  }, icon("more_outlined"));
  const node = h("div", { class: "lc-overflow" }, opener, menu);
  menu.append(...(element.options ?? []).map((option) => menuItem(option, element, ctx, { node, close: () => toggle(false) })));
  const toggle = (open) => {
    menu.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) place(menu);
  };
  opener.addEventListener("click", () => toggle(menu.hidden));
  menuKeys(node, opener, menu, toggle);
  return node;
}

function menuItem(option, element, ctx, { node, close }) {
  return h("button", {
    type: "button", role: "menuitem", class: "lc-menu-item", data: { value: option.value },
    onclick: () => {
      close();
      const address = safeUrl(option.multi_url?.pc_url || option.multi_url?.url);
      if (address) window.open(address, "_blank", "noopener,noreferrer");
      else ctx.press(element, ctx, node, { option: option.value });
    },
  }, option.icon ? glyph(option.icon, ctx) : null, textOf(option.text, ctx.locale));
}

/** Open towards the side that has room. */
function place(menu) {
  menu.classList.remove("lc-menu-right", "lc-menu-up");
  const box = menu.getBoundingClientRect();
  const frame = menu.closest(".lc-card").getBoundingClientRect();
  menu.classList.toggle("lc-menu-right", box.right > frame.right);
  menu.classList.toggle("lc-menu-up", box.bottom > window.innerHeight - 80);
  menu.querySelector("button")?.focus();
}

function menuKeys(node, opener, menu, toggle) {
  node.addEventListener("focusout", (event) => !node.contains(event.relatedTarget) && toggle(false));
  node.addEventListener("keydown", (event) => {
    if (menu.hidden) return;
    const items = [...menu.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
    if (event.key === "Escape") [toggle(false), opener.focus(), event.stopPropagation()];
    if (step) event.preventDefault();
  });
}

/** A checkbox with a text that may be struck through once it is checked. */
export function checker(element, ctx) {
  const { text = {} } = element;
  const source = textOf(text, ctx.locale);
  const box = h("input", { type: "checkbox", name: element.name, checked: element.checked, disabled: element.disabled });
  const node = h("label", { class: "lc-checker" }, box,
    h("span", { class: "lc-check" }, icon("done_outlined")),
    h("span", { class: "lc-checker-text" }, text.tag === "lark_md" ? inline(source, ctx) : source));
  node.classList.toggle("lc-strike", Boolean(element.checked_style?.show_strikethrough));
  if (ctx.form) ctx.form.fields.push(checkerField(element, box));
  else box.addEventListener("change", () => callsBack(element) && ctx.press(element, ctx, node, { checked: box.checked }));
  return node;
}

function checkerField(element, box) {
  return {
    name: element.name,
    read: () => box.checked,
    check: () => true,
    focus: () => box.focus(),
    reset: () => (box.checked = Boolean(element.checked)),
  };
}
