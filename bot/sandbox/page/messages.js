/**
 * A column of messages. Nodes are kept by message and redrawn only when their content changed, so that a half-filled form
 * survives whatever else happens in the chat.
 */

import { contentDialog } from "/static/card/dialog.js";
import { h } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";
import { botAvatar, personAvatar } from "./avatars.js";
import { contentNode, preview } from "./content.js";
import { clock, moment, sameDay } from "./times.js";

const GROUP_MS = 3 * 60_000;
const STAMP_MS = 10 * 60_000;
const SHOWN = 200;

export class MessageColumn {
  #store;
  #scene;
  #drawn = new Map();
  #pinned = true;
  #limit = SHOWN;
  #messages = [];

  /** `scene(message)` gives what contentNode needs; with `inThread` there are no threads to open from here. */
  constructor(store, scene, { inThread = false } = {}) {
    this.#store = store;
    this.#scene = scene;
    this.inThread = inThread;
    this.list = h("div", { class: "message-list" });
    this.down = h("button", { type: "button", class: "to-newest", hidden: true, onclick: () => this.toNewest() }, icon("down_outlined"));
    this.earlier = h("button", { type: "button", class: "chip earlier", hidden: true, onclick: () => this.#showEarlier() });
    this.scroller = h("div", { class: "messages", tabindex: "-1" }, this.earlier, this.list);
    this.node = h("div", { class: "message-area" }, this.scroller, this.down);
    this.#followEnd();
  }

  /** Start over: other chat, other person. */
  clear() {
    this.#drawn.clear();
    this.list.replaceChildren();
    this.#limit = SHOWN;
    this.#pinned = true;
  }

  /** Bring the column to show `messages` in order: the last ones, older ones on demand. */
  show(all) {
    this.#messages = all;
    this.earlier.hidden = all.length <= this.#limit;
    this.earlier.textContent = this.#store.texts.earlier;
    const messages = all.slice(-this.#limit);
    this.#arrange(messages.map((message, at) => this.#upToDate(message, messages[at - 1])));
    this.down.setAttribute("aria-label", this.#store.texts.newest);
    if (this.#pinned) this.toNewest();
  }

  #showEarlier() {
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    this.#limit += SHOWN;
    this.show(this.#messages);
    this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
  }

  /** Who writes wants to see what they wrote, and the answer, however far up they were reading. */
  returnToEnd() {
    this.#pinned = true;
    this.toNewest();
  }

  toNewest() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Stay at the end while things grow there; only scrolling up lets go of it. */
  #followEnd() {
    let before = 0;
    this.scroller.addEventListener("scroll", () => {
      const { scrollTop, scrollHeight, clientHeight } = this.scroller;
      const atEnd = scrollHeight - scrollTop - clientHeight < 60;
      this.#pinned = atEnd || (this.#pinned && scrollTop >= before);
      before = scrollTop;
      this.down.hidden = this.#pinned;
    }, { passive: true });
    const observer = new ResizeObserver(() => this.#pinned && this.toNewest());
    observer.observe(this.list);
    observer.observe(this.scroller);
  }

  /** Moving a node would take the focus out of it: drop what is gone first, then only new ones are put in. */
  #arrange(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...this.list.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach((node, at) => this.list.children[at] !== node && this.list.insertBefore(node, this.list.children[at] ?? null));
  }

  #upToDate(message, before) {
    const version = `${message.recalled} ${message.content}`;
    let drawn = this.#drawn.get(message.message_id);
    if (!drawn) {
      drawn = { node: this.#frame(message), version: null };
      this.#drawn.set(message.message_id, drawn);
    }
    if (drawn.version !== version) {
      drawn.node.querySelector(".content").replaceChildren(contentNode(message, this.#scene(message)));
      drawn.node.setAttribute("aria-label", `${this.#store.senderName(message)}: ${preview(message, this.#scene(message)).slice(0, 80)}`);
      drawn.version = version;
    }
    const replies = this.#repliesTo(message);
    const around = `${before?.message_id} ${replies.length} ${replies.at(-1)?.content}`;
    if (drawn.around !== around) this.#refresh(drawn.node, message, before, replies);
    drawn.around = around;
    return drawn.node;
  }

  #frame(message) {
    const mine = this.#store.isMine(message);
    const user = this.#store.users.get(message.sender.id);
    const picture = message.sender.type === "app" ? botAvatar(36) : personAvatar(user, 36);
    const name = this.#store.senderName(message);
    return h("article", {
      class: mine ? "message mine" : "message",
      data: { onlyFor: message.only_for, [this.inThread && !message.root_id ? "threadRootId" : "messageId"]: message.message_id, type: message.msg_type, sender: message.sender.type },
    }, h("div", { class: "stamp" }), h("div", { class: "line" }, h("div", { class: "picture-slot" }, picture),
      h("div", { class: "main" }, this.#head(message, name), this.#quote(message), h("div", { class: "content" }), h("div", { class: "foot" })),
      this.#tools(message)));
  }

  #head(message, name) {
    const badge = message.sender.type === "app" ? h("span", { class: "badge" }, this.#store.texts.bot) : null;
    const at = h("time", { class: "at", datetime: message.created }, clock(new Date(message.created), this.#store.reader));
    const alone = message.only_for ? h("span", { class: "only-you" }, icon("lock_outlined"), this.#store.texts.onlyYou) : null;
    return h("div", { class: "head" }, h("span", { class: "name" }, name), badge, alone, at);
  }

  /** A plain reply shows in one line what it answers. */
  #quote(message) {
    const parent = !message.thread_id && message.parent_id ? this.#store.messages.get(message.parent_id) : null;
    if (!parent || this.inThread) return null;
    return h("div", { class: "quote" }, icon("reply_outlined"), `${this.#store.senderName(parent)}: ${preview(parent, this.#scene(parent))}`);
  }

  #tools(message) {
    const { texts } = this.#store;
    const tool = (label, token, onclick) => h("button", { type: "button", class: "tool", title: label, "aria-label": label, onclick }, icon(token));
    return h("div", { class: "tools" },
      this.inThread || message.only_for ? null : tool(texts.reply, "thread_outlined", () => this.#store.openThread(message.message_id)),
      tool(texts.source, "code_outlined", () => this.#showSource(message.message_id)));
  }

  #showSource(messageId) {
    const { texts, messages } = this.#store;
    const message = messages.get(messageId);
    const source = JSON.stringify(JSON.parse(message.content), null, 2);
    contentDialog(`${message.msg_type} · ${messageId}`, texts.close, h("pre", { class: "source", tabindex: "0" }, source));
  }

  #repliesTo(message) {
    return this.inThread ? [] : this.#store.under(message.message_id).filter((reply) => reply.thread_id);
  }

  #refresh(node, message, before, replies) {
    const [created, earlier] = [new Date(message.created), before && new Date(before.created)];
    const apart = !earlier || created - earlier > STAMP_MS || !sameDay(created, earlier, this.#store.reader);
    node.querySelector(".stamp").textContent = apart && !this.inThread ? moment(created, this.#store.reader) : "";
    const joined = earlier && !apart && before.sender.id === message.sender.id && created - earlier < GROUP_MS;
    node.classList.toggle("joined", Boolean(joined && !message.parent_id && message.only_for === before.only_for));
    node.querySelector(".foot").replaceChildren(...this.#footer(message, replies));
  }

  #footer(message, replies) {
    const { texts } = this.#store;
    const open = () => this.#store.openThread(message.message_id);
    const newest = replies.at(-1);
    return replies.length ? [h("button", { type: "button", class: "replies", onclick: open }, icon("thread_outlined"),
      texts.replies(replies.length), h("span", { class: "replies-last" }, preview(newest, this.#scene(newest))))] : [];
  }
}
