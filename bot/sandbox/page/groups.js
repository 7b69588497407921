/** Groups: make one, see who is in it, and change there what one may, as Lark's own client lets one. */

import { contentDialog } from "/static/card/dialog.js";
import { h } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";
import { makeGroup, sendGroup } from "./api.js";
import { botAvatar, personAvatar } from "./avatars.js";

export class Groups {
  #store;
  #attempt;
  #onMade;

  /** `attempt(call)` runs a call of the control API and answers null when it was refused; `onMade(chat)` opens a new group. */
  constructor(store, attempt, onMade) {
    this.#store = store;
    this.#attempt = attempt;
    this.#onMade = onMade;
  }

  /** Ask for a name and members, and make the group. */
  make() {
    const { texts, users, me, botName } = this.#store;
    const name = h("input", { name: "group-name", class: "field", required: true, maxlength: 60, autofocus: true, "aria-label": texts.groupName, placeholder: texts.groupName });
    const others = [...users.values()].filter((user) => user.open_id !== me);
    const people = others.map((user) => choice(user.open_id, personAvatar(user, 24), user.name, false));
    const bot = choice("bot", botAvatar(24), botName, true);
    const form = h("form", { class: "group-form" }, name, h("div", { class: "group-people" }, bot.node, people.map(({ node }) => node)),
      h("button", { type: "submit", class: "lc-button lc-primary_filled group-submit" }, texts.makeGroup));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const members = people.filter(({ box }) => box.checked).map(({ box }) => box.value);
      this.#make({ as: me, name: name.value.trim(), members, bot: bot.box.checked }, form);
    });
    return contentDialog(texts.newGroup, texts.close, form);
  }

  /** Show who is in a group; what one may change stands beside each, and follows what others do meanwhile. */
  manage(chatId) {
    const { texts, chats } = this.#store;
    const list = h("div", { class: "group-members" });
    const draw = () => {
      if (chats.get(chatId).members.includes(this.#store.me)) list.replaceChildren(...this.#rows(chatId));
      else list.closest("dialog").close();
    };
    const closed = new AbortController();
    this.#store.addEventListener("chats", draw, { signal: closed.signal });
    draw();
    return contentDialog(chats.get(chatId).name, texts.close, list).then(() => closed.abort());
  }

  async #make(body, form) {
    const chat = await this.#attempt(() => makeGroup(body));
    if (!chat) return;
    form.closest("dialog").close();
    this.#onMade(chat);
  }

  #rows(chatId) {
    const { users, me, texts, botName } = this.#store;
    const chat = this.#store.chats.get(chatId);
    const outside = [...users.values()].filter((user) => !chat.members.includes(user.open_id));
    return [
      this.#row(chat, botAvatar(28), botName, [this.#botButton(chat)], chat.bot_is_manager ? texts.manager : null),
      ...chat.members.map((id) => users.get(id)).filter(Boolean).map((user) => this.#member(chat, user)),
      ...outside.map((user) => this.#row(chat, personAvatar(user, 28), user.name, [
        this.#button(chat, texts.bringIn, "members", { add: [user.open_id] }),
      ], texts.notInside)),
      h("div", { class: "group-end" }, this.#button(chat, texts.leave, "members", { remove: [me] }, chat.owner !== me),
        this.#button(chat, texts.dissolve, "dissolve", {}, chat.owner === me && !chat.dissolved)),
    ];
  }

  #member(chat, user) {
    const { me, texts } = this.#store;
    const [owns, person] = [chat.owner === me, user.open_id];
    const manages = chat.managers.includes(person);
    const role = chat.owner === person ? texts.owner : manages ? texts.manager : null;
    const other = person !== me && chat.owner !== person;
    return this.#row(chat, personAvatar(user, 28), user.name, [
      this.#button(chat, manages ? texts.unmanage : texts.manage, "managers", { person, manager: !manages }, owns && other),
      this.#button(chat, texts.handOver, "owner", { person }, owns && other),
      this.#button(chat, texts.putOut, "members", { remove: [person] }, other && (owns || chat.managers.includes(me))),
    ], role);
  }

  #botButton(chat) {
    const { texts } = this.#store;
    return this.#button(chat, chat.bot_member ? texts.putOut : texts.bringIn, "bot", { member: !chat.bot_member });
  }

  #row(chat, picture, name, buttons, role) {
    return h("div", { class: "group-row", data: { name } }, picture, h("span", { class: "group-name" }, name),
      role ? h("span", { class: "badge" }, role) : null, h("span", { class: "group-buttons" }, chat.dissolved ? [] : buttons));
  }

  #button(chat, label, what, more, allowed = true) {
    if (!allowed) return null;
    const act = () => this.#attempt(() => sendGroup(chat.chat_id, what, { as: this.#store.me, ...more }));
    return h("button", { type: "button", class: "text-button", onclick: act }, label);
  }
}

/** The button that opens something of a group's. */
export function groupButton(name, token, onclick) {
  return h("button", { type: "button", class: "icon-button", name, onclick }, icon(token));
}

function choice(value, picture, name, checked) {
  const box = h("input", { type: "checkbox", name: "group-member", value, checked });
  return { box, node: h("label", { class: "group-row" }, box, picture, h("span", { class: "group-name" }, name)) };
}
