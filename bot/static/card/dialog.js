/** Modal dialogs: a question with two answers, and a plain one for anything else. Esc closes both. */

import { h } from "./dom.js";

/** Ask; true when the person agreed. The declining button has the focus, so that Enter alone destroys nothing. */
export function confirmDialog({ title, text, yes, no, danger = false }) {
  const decline = h("button", { type: "button", class: "lc-button", value: "no", autofocus: true }, no);
  const agree = h("button", { type: "button", class: `lc-button lc-${danger ? "danger" : "primary"}_filled`, value: "yes" }, yes);
  const node = h("dialog", { class: "lc-dialog", "aria-label": title },
    h("h2", { class: "lc-dialog-title" }, title),
    text ? h("p", { class: "lc-dialog-text" }, text) : null,
    h("div", { class: "lc-dialog-buttons" }, decline, agree));
  decline.addEventListener("click", () => node.close("no"));
  agree.addEventListener("click", () => node.close("yes"));
  return shown(node).then((answer) => answer === "yes");
}

/** Show any content until it is closed. */
export function contentDialog(title, close, ...content) {
  const node = h("dialog", { class: "lc-dialog lc-dialog-wide", "aria-label": title },
    h("h2", { class: "lc-dialog-title" }, title), ...content,
    h("div", { class: "lc-dialog-buttons" },
      h("button", { type: "button", class: "lc-button", autofocus: true, onclick: () => node.close() }, close)));
  return shown(node);
}

function shown(node) {
  document.body.append(node);
  node.addEventListener("click", (event) => event.target === node && node.close());
  node.showModal();
  return new Promise((resolve) => {
    node.addEventListener("close", () => {
      node.remove();
      resolve(node.returnValue);
    });
  });
}
