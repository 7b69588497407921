/** The content of a message as DOM: text, rich text, image, file, card. Also its one-line preview. */

import { h, link } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";
import { renderMarkdown } from "/static/card/markdown.js";
import { renderCard } from "/static/card/render.js";
import { textOf } from "/static/card/text.js";
import { fileUrl } from "./api.js";

const RICH = /<at user_id="([^"]*)">(.*?)<\/at>|(@_user_\d+|@_all)|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>"'，。；、）】]+)/g;

const PREVIEW = 120;

const SHOWN = {
  text: (content, message, scene) => bubble(richText(content.text ?? "", message, scene)),
  post: (content, message, scene) => bubble(post(content, message, scene)),
  image: (content) => h("img", { class: "picture", src: fileUrl(content.image_key), alt: "" }),
  file: (content) => attachment(content),
  audio: (content) => attachment(content),
  media: (content) => attachment(content),
  interactive: (content, message, scene) => card(content, scene),
};

/**
 * The node of a message's content. `scene`: texts, locale, timezone, people (open_id → user), botName, onAction.
 */
export function contentNode(message, scene) {
  if (message.recalled) return h("div", { class: "recalled" }, scene.texts.recalled);
  const content = parse(message.content);
  const show = SHOWN[message.msg_type];
  return show && content ? show(content, message, scene) : bubble(`${scene.texts.other} ${message.msg_type}`);
}

/** One line that says what a message is about; a card's is its own summary. */
export function preview(message, scene) {
  if (message.recalled) return scene.texts.recalled;
  const content = parse(message.content) ?? {};
  switch (message.msg_type) {
    case "text": return plainText(content.text ?? "", message, scene);
    case "post": return wrapped(content, scene.locale).title || flat(wrapped(content, scene.locale).content, message, scene);
    case "interactive": return cardSummary(content, scene);
    case "image": return scene.texts.image;
    case "file": return `${scene.texts.file} ${content.file_name ?? ""}`;
    default: return scene.texts.other;
  }
}

function cardSummary(card, { locale, texts }) {
  const { summary } = card.config ?? {};
  return textOf(summary, locale) || textOf(card.header?.title, locale) || texts.card;
}

function parse(content) {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

function bubble(...content) {
  return h("div", { class: "bubble" }, ...content);
}

function card(content, scene) {
  const { locale, timezone, people, onAction } = scene;
  return renderCard(content, { locale, timezone, people: people.values(), onAction, imageUrl: fileUrl });
}

function attachment({ file_key: key, file_name: name }) {
  return h("a", { class: "attachment", href: fileUrl(key), download: name ?? true },
    icon("file_outlined", "blue"), h("span", { class: "attachment-name" }, name ?? key), icon("download_outlined"));
}

/** A text with its mentions and links; everything else stays as it was typed. */
function richText(text, message, scene) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(RICH)) {
    nodes.push(text.slice(done, match.index), richPart(match, message, scene));
    done = match.index + match[0].length;
  }
  return [...nodes, text.slice(done)];
}

function richPart([whole, atId, atName, key, label, address, bare], message, scene) {
  if (atId !== undefined) return mention(nameOf(atId, scene) ?? atName, atId, scene);
  if (key) return mention(mentioned(key, message, scene), idOf(key, message), scene);
  return link(address ?? bare, "lc-link", label ?? bare ?? whole);
}

function mention(name, id, scene) {
  return h("span", { class: id === scene.me ? "mention mention-me" : "mention" }, `@${name}`);
}

function idOf(key, { mentions = [] }) {
  return mentions.find((each) => each.key === key)?.id;
}

function mentioned(key, { mentions = [] }, scene) {
  if (key === "@_all") return scene.locale === "zh_cn" ? "所有人" : "everyone";
  return mentions.find((each) => each.key === key)?.name ?? scene.botName;
}

function nameOf(id, scene) {
  if (id === "all") return scene.locale === "zh_cn" ? "所有人" : "everyone";
  return scene.people.get(id)?.name;
}

function plainText(text, message, scene) {
  return text.replace(RICH, (whole, atId, atName, key, label, address) => {
    if (atId !== undefined) return `@${nameOf(atId, scene) ?? atName}`;
    return key ? `@${mentioned(key, message, scene)}` : (label ?? address ?? whole);
  });
}

function wrapped(content, locale) {
  return content.content ? content : (content[locale] ?? Object.values(content)[0] ?? {});
}

const PARTS = {
  text: (part, message, scene) => h("span", { class: (part.style ?? []).map((each) => `post-${each}`).join(" ") || null }, richText(part.text ?? "", message, scene)),
  a: (part) => link(part.href, "lc-link", part.text ?? part.href),
  at: (part, message, scene) => mention(nameOf(part.user_id, scene) ?? part.user_name ?? mentioned(part.user_id, message, scene), part.user_id, scene),
  img: (part) => h("img", { class: "picture", src: fileUrl(part.image_key), alt: "" }),
  md: (part, message, scene) => h("div", { class: "lc-md" }, renderMarkdown(part.text, {
    ...scene, colors: {}, imageUrl: fileUrl,
  })),
  hr: () => h("hr", { class: "lc-hr" }),
  code_block: (part) => h("div", { class: "lc-pre" }, h("pre", { tabindex: "0" }, h("code", {}, part.text))),
  emotion: (part) => `[${part.emoji_type}]`,
};

function post(content, message, scene) {
  const { title, content: rows = [] } = wrapped(content, scene.locale);
  const row = (parts) => h("div", { class: "post-row" }, parts.map((part) => PARTS[part.tag]?.(part, message, scene) ?? null));
  return [title ? h("div", { class: "post-title" }, title) : null, rows.map(row)];
}

function flat(rows = [], message, scene) {
  const said = (part) => (part.tag === "md" ? unmarked(part.text, scene) : plainText(part.text ?? "", message, scene));
  return rows.flat().map(said).join(" ").slice(0, PREVIEW);
}

/** The words of a Markdown text without its marks. */
function unmarked(text = "", scene) {
  const drawn = renderMarkdown(text.slice(0, 4 * PREVIEW), { ...scene, colors: {}, imageUrl: fileUrl });
  return [...drawn.children].map((block) => block.textContent).join(" ");
}
