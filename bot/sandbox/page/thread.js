/** The panel at the right: a message and what was answered under it. */

import { h } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";
import { MessageColumn } from "./messages.js";

export class ThreadPanel {
  #store;
  #shown = null;

  constructor(store, scene, composer) {
    this.#store = store;
    this.composer = composer;
    this.root = new MessageColumn(store, scene, { inThread: true });
    this.column = this.root;
    this.title = h("h2", {});
    this.count = h("span", { class: "thread-count" });
    this.closer = h("button", { type: "button", class: "icon-button", onclick: () => store.openThread(null) }, icon("close_outlined"));
    this.node = h("aside", { class: "thread", hidden: true },
      h("header", { class: "pane-head" }, this.title, this.count, this.closer), this.column.node, composer.node);
    for (const event of ["thread", "messages", "selection", "me"]) store.on(event, () => this.draw());
  }

  draw() {
    const { threadRoot, messages, texts, conversation } = this.#store;
    const root = messages.get(threadRoot);
    this.node.hidden = !root;
    const showing = root && `${this.#store.me} ${threadRoot}`;
    if (showing !== this.#shown) this.#begin(showing, threadRoot, conversation);
    if (!root) return;
    const replies = this.#store.under(threadRoot);
    this.title.textContent = texts.thread;
    this.count.textContent = replies.length ? texts.replies(replies.length) : texts.noReplies;
    this.node.setAttribute("aria-label", texts.thread);
    this.closer.setAttribute("aria-label", texts.close);
    this.column.show([root, ...replies]);
  }

  #begin(showing, rootId, conversation) {
    this.#shown = showing;
    this.column.clear();
    if (!showing) return;
    this.composer.show(`thread ${showing}`, { placeholder: this.#store.texts.writeReply, group: !conversation.personal });
    this.composer.field.focus({ preventScroll: true });
  }
}
