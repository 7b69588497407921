/** The list of chats at the left. */

import { h } from "/static/card/dom.js";
import { botAvatar, groupAvatar } from "./avatars.js";
import { preview } from "./content.js";
import { groupButton } from "./groups.js";
import { PERSONAL } from "./store.js";
import { brief } from "./times.js";

export class Conversations {
  #store;
  #scene;
  #onOpen;

  constructor(store, scene, onOpen, onNew) {
    this.#store = store;
    this.#scene = scene;
    this.#onOpen = onOpen;
    this.list = h("div", { class: "chats", role: "listbox" });
    this.heading = h("h2", { class: "chats-title" });
    this.maker = groupButton("new-group", "add_outlined", onNew);
    this.node = h("nav", { class: "sidebar" }, h("div", { class: "chats-head" }, this.heading, this.maker), this.list);
    this.list.addEventListener("keydown", (event) => this.#walk(event));
    for (const event of ["chats", "selection", "me"]) store.on(event, () => this.draw());
  }

  draw() {
    const { texts } = this.#store;
    const focused = document.activeElement?.dataset?.chatId;
    this.heading.textContent = texts.chats;
    this.maker.title = texts.newGroup;
    this.maker.setAttribute("aria-label", texts.newGroup);
    this.list.setAttribute("aria-label", texts.chats);
    this.list.replaceChildren(...this.#store.conversations().map((each) => this.#row(each)));
    if (focused) this.list.querySelector(`[data-chat-id="${CSS.escape(focused)}"]`)?.focus();
  }

  #row({ key, chat, name, personal, last, unread }) {
    const { selected, reader, texts } = this.#store;
    const open = key === selected;
    return h("button", {
      type: "button", class: "chat-row", role: "option", "aria-selected": String(open), tabindex: open ? "0" : "-1",
      data: { chatId: chat?.chat_id ?? PERSONAL, chatType: personal ? "p2p" : "group", unread: unread ? "1" : null },
      onclick: () => this.#onOpen(key),
    }, personal ? botAvatar(40) : groupAvatar(40), h("span", { class: "chat-text" },
      h("span", { class: "chat-name" }, h("span", { class: "chat-name-text" }, name), personal ? h("span", { class: "badge" }, texts.bot) : null),
      h("span", { class: "chat-preview" }, last ? this.#lastLine(last, personal) : texts.noMessages)),
    h("span", { class: "chat-side" }, h("span", { class: "chat-time" }, last ? brief(new Date(last.created), reader) : ""),
      unread ? h("span", { class: "unread", role: "img", "aria-label": texts.unread }) : null));
  }

  #lastLine(message, personal) {
    const line = preview(message, this.#scene());
    return personal || this.#store.isMine(message) ? line : `${this.#store.senderName(message)}: ${line}`;
  }

  #walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const rows = [...this.list.children];
    rows[Math.min(Math.max(rows.indexOf(document.activeElement) + step, 0), rows.length - 1)].focus();
  }
}
