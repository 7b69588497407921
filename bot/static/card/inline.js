/** The inline half of Lark's markdown: one paragraph of source to DOM nodes. Text only ever becomes text nodes. */

import { color, hue } from "./colors.js";
import { h, link, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { personName } from "./text.js";

const SPECIAL = /[\\`*_~[!<&h:\n]/;
const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: "\u00a0", sol: "/", ast: "*", lowbar: "_" };
const EMOJI = {
  OK: "👌", DONE: "✅", SMILE: "🙂", THUMBSUP: "👍", HEART: "❤️", FIRE: "🔥", Fire: "🔥", CheckMark: "✅", CrossMark: "❌",
  OnIt: "🫡", PARTY: "🎉", CLAP: "👏", THANKS: "🙏", Alarm: "⏰", Pin: "📌", StatusReading: "📖",
};
const WEEKDAYS = { week: "long", week_short: "short" };
const FORMATS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_short: { month: "short", day: "numeric" },
  date: { year: "numeric", month: "long", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hour12: false },
  time_sec: { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false },
  timezone: { timeZoneName: "shortOffset" },
};

/** Rules tried in order at each special character: a sticky pattern and what it becomes (undefined: not after all). */
const RULES = [
  [/\n/y, () => h("br")],
  [/\\([!-/:-@[-`{-~])/y, (match) => match[1]],
  [/&(#x?[0-9a-f]+|[a-z]+);/iy, (match) => entity(match[1])],
  [/(`+)(.+?)\1(?!`)/sy, (match) => h("code", { class: "lc-code" }, match[2].trim())],
  [/\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*/sy, (m, ctx) => h("strong", {}, h("em", {}, inline(m[1], ctx)))],
  [/(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\*)/sy, (match, ctx) => h("strong", {}, inline(match[2], ctx))],
  [/\*(?=[^\s*])([^*]+?)(?<=\S)\*(?!\*)/sy, (match, ctx) => h("em", {}, inline(match[1], ctx))],
  [/(?<![A-Za-z0-9])_(?=\S)([^_]+?)(?<=\S)_(?![A-Za-z0-9])/sy, (match, ctx) => h("em", {}, inline(match[1], ctx))],
  [/~~(?=\S)(.+?)(?<=\S)~~/sy, (match, ctx) => h("del", {}, inline(match[1], ctx))],
  [/!\[([^\]]*)\]\(\s*([^\s)]+)[^)]*\)/y, (match, ctx) => picture(match[1], match[2], ctx)],
  [/\[((?:[^[\]\\]|\\.)*)\]\(\s*((?:[^\s()]|\([^\s()]*\))+)(?:\s+"[^"]*")?\s*\)/y,
    (match, ctx) => link(match[2], "lc-link", inline(match[1], ctx))],
  [/<(https?:\/\/[^\s>]+)>/iy, (match) => link(match[1], "lc-link", match[1])],
  [/<br\s*\/?>/iy, () => h("br")],
  [/<([a-z_]+)\b([^<>]*?)(\/?)>/iy, paired],
  [/<\/?[a-z][^<>]*>/iy, () => null],
  [/https?:\/\/[^\s<>"'`|，。；、）】》]+[^\s<>"'`|，。；、）】》.,;:!?)\]*_~]/iy, (match) => link(match[0], "lc-link", match[0])],
  [/:([A-Za-z_]+):/y, (match) => EMOJI[match[1]]],
];

const TAGS = {
  font: (body, attrs, ctx) => h("span", { style: { color: color(attrs.color, ctx.colors) } }, inline(body, ctx)),
  a: (body, attrs, ctx) => link(attrs.href, "lc-link", inline(body, ctx)),
  link: (body, attrs, ctx) => link(attrs.url ?? attrs.pc_url, "lc-link",
    attrs.icon ? icon(attrs.icon) : null, inline(body, ctx)),
  at: (body, attrs, ctx) => mentions(body, attrs, ctx),
  person: (body, attrs, ctx) => h("span", { class: "lc-mention" }, personName(attrs.id ?? attrs.user_id, ctx)),
  text_tag: (body, attrs, ctx) => tag(inline(body, ctx), attrs.color),
  number_tag: (body, attrs) => h("span", { class: "lc-number", style: { "--tint": hue(attrs.background_color) } }, body),
  local_datetime: (body, attrs, ctx) => h("time", {}, localTime(attrs, ctx) ?? body),
  raw: (body) => body,
  b: (body, attrs, ctx) => h("strong", {}, inline(body, ctx)),
  i: (body, attrs, ctx) => h("em", {}, inline(body, ctx)),
  u: (body, attrs, ctx) => h("u", {}, inline(body, ctx)),
  s: (body, attrs, ctx) => h("del", {}, inline(body, ctx)),
};

/** The nodes of one run of inline source. `ctx`: locale, timezone, people (a map), colors, imageUrl. */
export function inline(source, ctx) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < source.length; ) {
    const hit = SPECIAL.test(source[at]) ? firstRule(source, at, ctx) : null;
    if (!hit) {
      plain += source[at++];
      continue;
    }
    if (typeof hit.node === "string") plain += hit.node;
    else {
      nodes.push(plain, hit.node);
      plain = "";
    }
    at = hit.end;
  }
  return [...nodes, plain].filter(Boolean);
}

/** A small coloured label, as in headers and `<text_tag>`. */
export function tag(content, colorName) {
  return h("span", { class: "lc-tag", style: { "--tint": hue(colorName) } }, content);
}

function firstRule(source, at, ctx) {
  for (const [pattern, become] of RULES) {
    pattern.lastIndex = at;
    const match = pattern.exec(source);
    if (!match) continue;
    const end = at + match[0].length;
    const made = become(match, ctx, { source, end });
    if (made === undefined) continue;
    return made?.end ? made : { node: made, end };
  }
  return null;
}

function entity(name) {
  if (!name.startsWith("#")) return ENTITIES[name];
  const code = name[1].toLowerCase() === "x" ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** An opening tag we know, with its body up to the matching close; unknown tags are left to the next rule, which drops them. */
function paired(match, ctx, { source, end }) {
  const name = match[1].toLowerCase();
  const make = Object.hasOwn(TAGS, name) ? TAGS[name] : null;
  if (!make) return undefined;
  const close = match[3] ? null : closing(source, end, name);
  const body = close ? source.slice(end, close.start) : "";
  return { node: make(body, attributes(match[2]), ctx), end: close?.end ?? end };
}

function closing(source, from, name) {
  const pattern = new RegExp(`<(/?)${name}\\b[^<>]*?(/?)>`, "gi");
  pattern.lastIndex = from;
  let depth = 1;
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    if (match[1]) depth -= 1;
    else if (!match[2]) depth += 1;
    if (depth === 0) return { start: match.index, end: match.index + match[0].length };
  }
  return null;
}

function attributes(source) {
  const found = {};
  for (const match of source.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g))
    found[match[1].toLowerCase()] = match[2] ?? match[3] ?? match[4];
  return found;
}

function mentions(body, attrs, ctx) {
  const ids = (attrs.ids ?? attrs.id ?? attrs.user_id ?? attrs.email ?? "").split(",").map((id) => id.trim()).filter(Boolean);
  const name = (id) => (ctx.people.has(id) || id === "all" ? personName(id, ctx) : body || (attrs.email ?? personName(id, ctx)));
  return h("span", {}, ids.map((id) => h("span", { class: "lc-mention" }, `@${name(id)}`)));
}

function picture(alt, key, ctx) {
  const address = safeUrl(key) ? null : ctx.imageUrl(key);
  return address ? h("img", { class: "lc-md-img", src: address, alt }) : h("span", { class: "lc-muted" }, alt);
}

function localTime(attrs, ctx) {
  const instant = new Date(Number(attrs.millisecond));
  if (!attrs.millisecond || Number.isNaN(instant.getTime())) return null;
  const weekday = WEEKDAYS[attrs.format_type];
  const shape = weekday ? { weekday } : (FORMATS[attrs.format_type] ?? { ...FORMATS.date_num, ...FORMATS.time });
  const language = ctx.locale === "zh_cn" ? "zh-CN" : "en-US";
  return new Intl.DateTimeFormat(language, { timeZone: ctx.timezone, ...shape }).format(instant);
}
