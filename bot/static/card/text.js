/** Small readings shared by all components: texts in the reader's language, sizes, spacings, names. */

const SIZES = {
  "heading-0": 30, "heading-1": 24, "heading-2": 20, "heading-3": 18, "heading-4": 16, heading: 16, normal: 14,
  notation: 12, "xxxx-large": 30, "xxx-large": 24, "xx-large": 20, "x-large": 18, large: 16, medium: 14, small: 12,
  "x-small": 10,
};
const SPACES = { small: "4px", medium: "8px", large: "12px", extra_large: "16px" };
const WORDS = {
  zh_cn: {
    required: "请填写", pick: "请选择", noOption: "没有可选项", more: "更多", submit: "提交", cancel: "取消", confirm: "确认",
    unsupported: "无法显示的组件", everyone: "所有人", somebody: "未知成员", previous: "上一页", next: "下一页",
    picked: (n) => `已选 ${n} 项`, of: (page, pages) => `${page} / ${pages}`, chart: "图表", preview: "查看大图",
    close: "关闭", code: "复制", copied: "已复制",
  },
  en_us: {
    required: "Required", pick: "Choose", noOption: "Nothing to choose from", more: "More", submit: "Submit",
    cancel: "Cancel", confirm: "Confirm", unsupported: "Cannot draw component", everyone: "Everyone",
    somebody: "Unknown member", previous: "Previous page", next: "Next page", picked: (n) => `${n} chosen`,
    of: (page, pages) => `${page} / ${pages}`, chart: "Chart", preview: "View image", close: "Close", code: "Copy",
    copied: "Copied",
  },
};

/** The renderer's own few words, in the reader's language. */
export function words(locale) {
  return WORDS[locale] ?? WORDS.en_us;
}

/** The content of a text object in the reader's language; a bare string stands for itself. */
export function textOf(text, locale) {
  if (typeof text === "string") return text;
  return text?.i18n_content?.[locale] ?? text?.content ?? "";
}

/** Pixels of a text size name; the card's own names resolve to their desktop value. */
export function sizeOf(name, own = {}) {
  const custom = own[name];
  return SIZES[custom ? (custom.pc ?? custom.default) : name] ?? null;
}

/** A CSS length list for padding, margin or spacing, or null when it is not one. */
export function space(value) {
  if (value in SPACES) return SPACES[value];
  return /^(-?\d{1,3}px)(\s+-?\d{1,3}px){0,3}$/.test(value ?? "") ? value : null;
}

/** A width or height in pixels ("120px"), or null. */
export function pixels(value) {
  return /^\d{1,4}px$/.test(value ?? "") ? value : null;
}

/** The name behind an open_id; `people` is an array or a map of `{open_id, name}`. */
export function personName(id, ctx) {
  if (id === "all") return words(ctx.locale).everyone;
  return ctx.people.get(id)?.name ?? words(ctx.locale).somebody;
}

/** A stable number for a person, so that one person always has one colour. */
export function tone(id) {
  let sum = 0;
  for (const char of String(id)) sum = (sum * 31 + char.codePointAt(0)) % 9973;
  return sum % 8;
}

/** What an avatar shows: the last two characters of a Chinese name, else the first letters. */
export function initials(name) {
  if (/[㐀-鿿]/.test(name)) return name.replace(/[^㐀-鿿]/g, "").slice(-2);
  const parts = name.trim().split(/\s+/);
  return (parts[0]?.[0] ?? "?").toUpperCase() + (parts.length > 1 ? parts.at(-1)[0].toUpperCase() : "");
}
