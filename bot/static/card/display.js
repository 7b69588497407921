/** Components that only show something. */

import { color } from "./colors.js";
import { contentDialog } from "./dialog.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { inline } from "./inline.js";
import { renderMarkdown } from "./markdown.js";
import { initials, personName, pixels, sizeOf, textOf, tone, words } from "./text.js";

const AVATAR_SIZES = { extra_small: 20, small: 24, medium: 32, large: 40 };
const IMAGE_SIZES = { large: 160, medium: 100, small: 60, tiny: 40 };
const FITS = { crop_center: "cover", crop_top: "cover", fit_horizontal: "contain" };

export function markdown(element, ctx) {
  const style = { fontSize: fontSize(element.text_size, ctx), textAlign: element.text_align };
  const text = h("div", { class: "lc-md", style }, renderMarkdown(textOf(element, ctx.locale), ctx));
  return element.icon ? h("div", { class: "lc-with-icon" }, glyph(element.icon, ctx), text) : text;
}

/** `div`: one text with size, colour and an optional icon before it. */
export function textBlock(element, ctx) {
  const { text = {} } = element;
  const style = {
    fontSize: fontSize(text.text_size, ctx),
    color: color(text.text_color, ctx.colors),
    textAlign: text.text_align,
    "--lines": text.lines,
  };
  const source = textOf(text, ctx.locale);
  const content = text.tag === "lark_md" ? inline(source, ctx) : source;
  const node = h("div", { class: text.lines ? "lc-text lc-clamped" : "lc-text", style, data: { elementId: text.element_id } }, content);
  const width = pixels(element.width);
  return h("div", { class: element.icon ? "lc-with-icon" : "lc-div", style: { width } },
    element.icon ? glyph(element.icon, ctx) : null, node);
}

export function hr() {
  return h("hr", { class: "lc-hr" });
}

export function image(element, ctx) {
  const alt = textOf(element.alt, ctx.locale);
  const address = ctx.imageUrl(element.img_key);
  const picture = address ? h("img", { src: address, alt, style: imageStyle(element) }) : imageGap(alt);
  picture.addEventListener("error", () => picture.replaceWith(imageGap(alt)));
  const title = textOf(element.title, ctx.locale);
  const caption = title ? h("figcaption", { class: "lc-caption" }, title) : null;
  if (!address || element.preview === false) return h("figure", { class: "lc-img" }, picture, caption);
  const open = () => contentDialog(alt || words(ctx.locale).preview, words(ctx.locale).close,
    h("img", { class: "lc-preview", src: address, alt }));
  const opener = h("button", { type: "button", class: "lc-img-open", "aria-label": words(ctx.locale).preview, onclick: open }, picture);
  return h("figure", { class: "lc-img" }, opener, caption);
}

function imageGap(alt) {
  return h("div", { class: "lc-img-gap" }, icon("image_outlined"), alt);
}

function imageStyle({ size, scale_type: scale, corner_radius: radius }) {
  const [width, height] = /^(\d{1,4})(?:px)? (\d{1,4})(?:px)?$/.exec(size ?? "")?.slice(1) ?? [IMAGE_SIZES[size], IMAGE_SIZES[size]];
  return {
    width: width ? `${width}px` : null,
    height: height ? `${height}px` : null,
    objectFit: FITS[scale],
    objectPosition: scale === "crop_top" ? "top" : null,
    borderRadius: /^\d{1,3}(px|%)$/.test(radius ?? "") ? radius : null,
  };
}

/** Several images in one block, two or three a row. */
export function imageCombination(element, ctx) {
  const images = element.img_list ?? [];
  const perRow = /trisect/.test(element.combination_mode ?? "") ? 3 : 2;
  return h("div", { class: "lc-img-grid", style: { "--per-row": perRow } },
    images.map(({ img_key }) => image({ img_key, alt: "", preview: element.preview }, ctx)));
}

export function person(element, ctx) {
  return personChip(element.user_id, element, ctx);
}

export function personList(element, ctx) {
  const chips = (element.persons ?? []).map(({ id }) => personChip(id, element, ctx));
  return h("div", { class: "lc-people" }, chips);
}

function personChip(id, { size = "medium", show_avatar: shown = true, show_name: named = false, style }, ctx) {
  const name = personName(id, ctx);
  return h("span", { class: style === "capsule" ? "lc-person lc-capsule" : "lc-person", title: name },
    shown ? avatar(id, name, AVATAR_SIZES[size] ?? AVATAR_SIZES.medium) : null,
    named ? h("span", { class: "lc-person-name" }, name) : null);
}

/** A round avatar with a person's own colour; a small one has room for one letter. */
export function avatar(id, name, size) {
  const letters = initials(name);
  const small = size <= 24;
  return h("span", {
    class: `lc-avatar lc-tone-${tone(id)}`,
    "aria-hidden": "true",
    style: { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * (small ? 0.5 : 0.36))}px` },
  }, small ? letters.at(/[A-Z]/.test(letters) ? 0 : -1) : letters);
}

/** The icon object of a component (`standard_icon` or `custom_icon`). */
export function glyph(spec, ctx) {
  if (spec.tag !== "custom_icon") return icon(spec.token, spec.color, ctx.colors);
  const address = ctx.imageUrl(spec.img_key);
  return address ? h("img", { class: "lc-icon", src: address, alt: "" }) : icon("image_outlined");
}

function fontSize(name, ctx) {
  const size = sizeOf(name, ctx.sizes);
  return size ? `${size}px` : null;
}
