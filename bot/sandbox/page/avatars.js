/** Round pictures of people, the bot and groups. */

import { avatar } from "/static/card/display.js";
import { h } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";

export const personAvatar = (user, size) => avatar(user?.open_id ?? "?", user?.name ?? "?", size);

export function botAvatar(size) {
  return h("span", { class: "lc-avatar avatar-bot", "aria-hidden": "true", style: box(size) }, icon("time_outlined"));
}

export function groupAvatar(size) {
  return h("span", { class: "lc-avatar avatar-group", "aria-hidden": "true", style: box(size) }, icon("group_outlined"));
}

function box(size) {
  return { width: `${size}px`, height: `${size}px` };
}
