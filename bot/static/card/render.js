/**
 * Card JSON 2.0 to DOM, drawn as Feishu draws it: a map from tag to the function that makes its node. A tag nobody knows
 * becomes a grey box and an entry in `window.__cardErrors`, which tests read.
 */

import { press } from "./actions.js";
import { chart } from "./chart.js";
import { hue } from "./colors.js";
import { collapsiblePanel, column, columnSet, form, interactiveContainer } from "./containers.js";
import { button, checker, overflow } from "./controls.js";
import { hr, image, imageCombination, markdown, person, personList, textBlock } from "./display.js";
import { h, link, setStyle } from "./dom.js";
import { dateField, inputField, multiSelectField, personField, selectField } from "./fields.js";
import { icon } from "./icons.js";
import { inline, tag as textTag } from "./inline.js";
import { dataTable } from "./table.js";
import { space, textOf, words } from "./text.js";

const TAGS = {
  markdown, hr, person, chart, column, form, button, checker, overflow,
  div: textBlock,
  img: image,
  img_combination: imageCombination,
  person_list: personList,
  column_set: columnSet,
  interactive_container: interactiveContainer,
  collapsible_panel: collapsiblePanel,
  table: dataTable,
  input: inputField,
  select_static: selectField,
  multi_select_static: multiSelectField,
  select_person: personField,
  multi_select_person: multiSelectField,
  date_picker: dateField,
  picker_time: dateField,
  picker_datetime: dateField,
};

const WIDTHS = { compact: "lc-width-compact", fill: "lc-width-fill" };
const ALIGN = { left: "flex-start", center: "center", right: "flex-end" };
const DIRECTIONS = { horizontal: "row", vertical: "column" };

window.__cardErrors ??= [];

/**
 * The node of a card (an object, not its JSON).
 *
 * `onAction(action)` is called for every press and change Lark would call back for, with `{tag, action, name, element_id,
 * value, option?, options?, input_value?, checked?, form_value?}`; the pressed component stays busy until its promise
 * settles. `people` is a list of `{open_id, name}`. `imageUrl(key)` gives the address of an uploaded image.
 */
export function renderCard(card, options = {}) {
  const ctx = context(card, options);
  const width = WIDTHS[card.config?.width_mode] ?? "lc-width-default";
  const node = h("article", { class: `lc-card ${width}`, lang: ctx.locale === "zh_cn" ? "zh-CN" : "en" });
  if (card.header) node.append(header(card, ctx));
  node.append(body(card.body ?? {}, ctx));
  return node;
}

function context(card, { locale = "zh_cn", timezone, onAction, people = [], imageUrl }) {
  return {
    locale,
    timezone,
    people: new Map([...people].map((each) => [each.open_id, each])),
    imageUrl: imageUrl ?? (() => null),
    onAction: onAction ?? (async () => undefined),
    colors: card.config?.style?.color ?? {},
    sizes: card.config?.style?.text_size ?? {},
    form: null,
    render,
    renderAll: (elements, inner) => (elements ?? []).map((element) => render(element, inner)),
    press,
  };
}

/** One component; a defect in drawing one must not take the card with it. */
function render(element, ctx) {
  if (!Object.hasOwn(TAGS, element?.tag)) return unknown(element, ctx);
  try {
    return dressed(TAGS[element.tag](element, ctx), element);
  } catch (error) {
    window.__cardErrors.push({ tag: element.tag, error: String(error) });
    return box(element.tag, ctx);
  }
}

function unknown(element, ctx) {
  window.__cardErrors.push({ tag: element?.tag ?? null, error: "unknown tag" });
  return box(element?.tag ?? "?", ctx);
}

function box(name, ctx) {
  return h("div", { class: "lc-unknown" }, `${words(ctx.locale).unsupported}: ${name}`);
}

/** What every component has in common: margin, and the names that tests and people find it by. */
function dressed(node, element) {
  setStyle(node, { margin: space(element.margin) });
  Object.assign(node.dataset, { tag: element.tag });
  if (element.name) node.dataset.name = element.name;
  if (element.element_id) node.dataset.elementId = element.element_id;
  return node;
}

function header(card, ctx) {
  const { header: spec } = card;
  const tags = spec.i18n_text_tag_list?.[ctx.locale] ?? spec.text_tag_list ?? [];
  const title = h("div", { class: "lc-title", role: "heading", "aria-level": "3" }, titleText(card, ctx));
  const labels = tags.slice(0, 3).map((each) => textTag(textOf(each.text, ctx.locale), each.color));
  const subtitle = textOf(spec.subtitle, ctx.locale);
  return h("header", {
    class: spec.template && spec.template !== "default" ? "lc-header lc-tinted" : "lc-header",
    style: { "--tint": hue(spec.template), padding: space(spec.padding) },
    data: { template: spec.template ?? "default" },
  }, headerIcon(spec.icon, ctx), h("div", { class: "lc-heading" },
    h("div", { class: "lc-title-row" }, title, labels.length ? h("div", { class: "lc-tags" }, labels) : null),
    subtitle ? h("div", { class: "lc-subtitle" }, subtitle) : null));
}

function titleText(card, ctx) {
  const { title } = card.header;
  const text = textOf(title, ctx.locale);
  const nodes = title?.tag === "lark_md" ? inline(text, ctx) : text;
  return card.card_link?.url ? link(card.card_link.url, "lc-title-link", nodes) : nodes;
}

function headerIcon(spec, ctx) {
  if (!spec) return null;
  if (spec.tag !== "custom_icon") return icon(spec.token, spec.color, ctx.colors);
  const address = ctx.imageUrl(spec.img_key);
  return address ? h("img", { class: "lc-icon", src: address, alt: "" }) : icon("image_outlined");
}

function body(spec, ctx) {
  const style = {
    padding: space(spec.padding),
    flexDirection: DIRECTIONS[spec.direction],
    rowGap: space(spec.vertical_spacing),
    columnGap: space(spec.horizontal_spacing),
    alignItems: spec.direction === "horizontal" ? null : ALIGN[spec.horizontal_align],
  };
  return h("div", { class: "lc-body", style }, ctx.renderAll(spec.elements, ctx));
}
