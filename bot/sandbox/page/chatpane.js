/** The middle: who one talks with, the messages, the composer. */

import { h } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";
import { botAvatar, groupAvatar } from "./avatars.js";
import { groupButton } from "./groups.js";

export class ChatPane {
  #store;
  #shown = null;

  constructor(store, column, composer, onBack, onGroup) {
    this.#store = store;
    this.column = column;
    this.composer = composer;
    this.picture = h("span", { class: "pane-picture" });
    this.name = h("h2", {});
    this.about = h("span", { class: "pane-about" });
    this.back = h("button", { type: "button", class: "icon-button back", onclick: onBack }, icon("left_outlined"));
    this.members = groupButton("group-members", "member_outlined", () => onGroup(store.conversation.chat.chat_id));
    this.empty = h("div", { class: "empty" });
    this.node = h("main", { class: "chat" }, h("header", { class: "pane-head" }, this.back, this.picture,
      h("div", { class: "pane-names" }, this.name, this.about), this.members), column.node, this.empty, composer.node);
    for (const event of ["selection", "me"]) store.on(event, () => this.draw());
    store.on("messages", () => this.#drawMessages());
    store.on("chats", () => this.#drawHead());
  }

  draw() {
    const { conversation, texts, me, selected } = this.#store;
    if (!conversation) return;
    const showing = `${me} ${selected}`;
    if (showing !== this.#shown) this.column.clear();
    this.#shown = showing;
    this.#drawHead();
    this.composer.show(showing, {
      placeholder: texts.write(conversation.name), group: !conversation.personal, closed: closedBecause(conversation, texts),
    });
    this.#drawMessages();
  }

  #drawHead() {
    const { conversation, texts } = this.#store;
    if (!conversation) return;
    this.picture.replaceChildren(conversation.personal ? botAvatar(32) : groupAvatar(32));
    this.name.textContent = conversation.name;
    this.about.textContent = this.#about(conversation);
    this.back.setAttribute("aria-label", texts.back);
    this.members.hidden = conversation.personal;
    this.members.title = texts.groupMembers;
    this.members.setAttribute("aria-label", texts.groupMembers);
  }

  #drawMessages() {
    const { conversation } = this.#store;
    if (!conversation) return;
    const messages = conversation.chat ? this.#store.inChat(conversation.chat.chat_id) : [];
    this.column.node.hidden = messages.length === 0;
    this.empty.hidden = messages.length > 0;
    if (messages.length === 0) this.#drawEmpty(conversation);
    this.column.show(messages);
    if (document.visibilityState === "visible") this.#store.see();
  }

  #about({ personal, chat }) {
    const { texts } = this.#store;
    if (personal) return texts.personal;
    const size = texts.groupSize(chat.members.length + (chat.bot_member ? 1 : 0));
    return chat.bot_member ? size : `${size} · ${texts.outside}`;
  }

  #drawEmpty({ personal, name }) {
    const { texts } = this.#store;
    const suggestions = texts.tryFirst.map((text) => h("button", { type: "button", class: "chip", onclick: () => this.composer.fill(text) }, text));
    this.empty.replaceChildren(personal ? botAvatar(64) : groupAvatar(64),
      h("p", { class: "empty-title" }, personal ? texts.empty(name) : texts.emptyGroup),
      h("p", { class: "empty-hint" }, personal ? texts.emptyHint : texts.mentionHint),
      h("div", { class: "chips" }, suggestions));
  }
}

function closedBecause({ chat }, texts) {
  return chat?.dissolved ? texts.dissolved : undefined;
}
