/** Short notices at the top of the page; each is a `role="status"` that goes away by itself. */

import { h } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";

const ICONS = {
  info: ["info_filled", "blue"],
  success: ["succeed_filled", "green"],
  warning: ["warning_filled", "orange"],
  error: ["error_filled", "red"],
};
const LIFE_MS = { error: 7000, warning: 6000 };

export class Toasts {
  node = h("div", { class: "toasts", "aria-live": "polite" });

  /** `type` as in a callback's answer: info, success, warning, error. */
  show(type, text) {
    const [token, colour] = ICONS[type] ?? ICONS.info;
    const toast = h("div", { class: "toast", role: "status", data: { type: ICONS[type] ? type : "info" } },
      icon(token, `${colour}-500`), h("span", {}, text));
    this.node.replaceChildren(toast); // as in Lark, the newest stands alone
    this.#expire(toast, LIFE_MS[type] ?? 4000);
  }

  #expire(toast, life) {
    let timer = setTimeout(() => toast.remove(), life);
    toast.addEventListener("mouseenter", () => clearTimeout(timer));
    toast.addEventListener("mouseleave", () => (timer = setTimeout(() => toast.remove(), 1500)));
  }
}
