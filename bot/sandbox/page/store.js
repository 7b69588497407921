/** What the page knows: people, chats, messages, who one is, what is open. Changes are told by name. */

import { localeOf, textsFor } from "./texts.js";

/** Stands for the personal chat, which may not exist until the first message. */
export const PERSONAL = "p2p";

const FRAME_MS = 16;

/** Events: `me`, `chats`, `messages`, `selection`, `thread`. */
export class Store extends EventTarget {
  users = new Map();
  chats = new Map();
  messages = new Map();
  botName = "Aime";
  me = null;
  selected = PERSONAL;
  threadRoot = null;
  #due = new Set();
  #count = 0;
  #byChat = new Map();
  #byRoot = new Map();
  #order = new Map();
  #seen = new Map();
  #loadedAt = 0;

  on(name, listener) {
    this.addEventListener(name, listener);
  }

  tell(...names) {
    for (const name of names) this.dispatchEvent(new Event(name));
  }

  /** Tell within a frame or so: a burst of events costs one redraw. (Animation frames stop in hidden tabs.) */
  #tellSoon(...names) {
    if (this.#due.size === 0) setTimeout(() => this.#tellDue(), FRAME_MS);
    for (const name of names) this.#due.add(name);
  }

  #tellDue() {
    const names = [...this.#due];
    this.#due.clear();
    this.tell(...names);
  }

  /** Take over a whole state; what was known and is gone is forgotten. */
  load(state) {
    const first = this.users.size === 0;
    this.users = new Map(state.users.map((user) => [user.open_id, user]));
    this.chats = new Map(state.chats.map((chat) => [chat.chat_id, chat]));
    this.botName = state.bot?.name ?? state.app?.bot_name ?? this.botName;
    this.#forget(new Set(state.messages.map((message) => message.message_id)));
    for (const message of state.messages) this.#keep(message);
    if (first) this.#loadedAt = this.#count;
    this.tell("chats", "messages");
  }

  /** Whoever has left the open group is back in the personal chat. */
  putChat(chat) {
    this.chats.set(chat.chat_id, chat);
    if (this.me && !this.conversation) this.select(PERSONAL);
    this.#tellSoon("chats");
  }

  putMessage(message) {
    this.#keep(message);
    this.#tellSoon("messages", "chats");
  }

  be(openId) {
    this.me = this.users.has(openId) ? openId : this.users.keys().next().value;
    this.threadRoot = null;
    if (!this.conversations().some(({ key }) => key === this.selected)) this.selected = PERSONAL;
    this.tell("me", "chats", "selection");
  }

  select(key) {
    this.selected = key;
    this.threadRoot = null;
    this.see();
    this.tell("selection", "chats");
  }

  openThread(rootId) {
    this.threadRoot = rootId;
    this.tell("thread");
  }

  get person() {
    return this.users.get(this.me);
  }

  get locale() {
    return localeOf(this.person);
  }

  get texts() {
    return textsFor(this.locale);
  }

  /** Who reads the times on this page. */
  get reader() {
    return { timezone: this.person?.timezone, locale: this.locale, texts: this.texts };
  }

  /** The chats of the chosen person: the personal one first, then groups, the latest first. */
  conversations() {
    const personal = [...this.chats.values()].find((chat) => chat.chat_type === "p2p" && chat.members.includes(this.me));
    const groups = [...this.chats.values()].filter((chat) => chat.chat_type === "group" && chat.members.includes(this.me));
    const described = groups.map((chat) => this.#conversation(chat.chat_id, chat));
    described.sort((one, other) => this.#age(other.last) - this.#age(one.last));
    return [this.#conversation(PERSONAL, personal), ...described];
  }

  get conversation() {
    return this.conversations().find(({ key }) => key === this.selected);
  }

  /** Messages of a chat without those that stand in a thread only. */
  inChat(chatId) {
    return this.#all(this.#byChat, chatId).filter((message) => !isThreadReply(message));
  }

  /** What stands under a message, plain replies too. */
  under(rootId) {
    return this.#all(this.#byRoot, rootId).filter((message) => message.message_id !== rootId);
  }

  isMine(message) {
    return message.sender.id === this.me;
  }

  senderName(message) {
    return message.sender.type === "app" ? this.botName : (this.users.get(message.sender.id)?.name ?? "?");
  }

  /** The open conversation has been looked at up to now. */
  see() {
    this.#seen.set(`${this.me} ${this.selected}`, this.#count);
  }

  #conversation(key, chat) {
    const messages = chat ? this.inChat(chat.chat_id) : [];
    const seen = this.#seen.get(`${this.me} ${key}`) ?? this.#loadedAt;
    const all = chat ? this.#all(this.#byChat, chat.chat_id) : [];
    return {
      key,
      chat,
      personal: key === PERSONAL,
      name: key === PERSONAL ? this.botName : chat.name,
      last: messages.at(-1),
      unread: all.some((each) => this.#order.get(each.message_id) > seen && !this.isMine(each)),
    };
  }

  #age(message) {
    return message ? Date.parse(message.created) : 0;
  }

  /** An older state of a message, overtaken by an event, changes nothing. */
  #keep(message) {
    const known = this.messages.get(message.message_id);
    if (known && Date.parse(known.updated) > Date.parse(message.updated)) return;
    this.messages.set(message.message_id, message);
    if (known) return;
    this.#order.set(message.message_id, ++this.#count);
    file(this.#byChat, message.chat_id, message.message_id);
    if (message.root_id) file(this.#byRoot, message.root_id, message.message_id);
  }

  #all(index, key) {
    return (index.get(key) ?? []).map((id) => this.messages.get(id)).filter((message) => message && this.#sees(message));
  }

  /** What is shown to one person only is there for that person, until it is taken away. */
  #sees(message) {
    return !message.only_for || (message.only_for === this.me && !message.recalled);
  }

  #forget(kept) {
    for (const id of this.messages.keys()) if (!kept.has(id)) this.messages.delete(id);
  }
}

function file(index, key, id) {
  if (!index.has(key)) index.set(key, []);
  index.get(key).push(id);
}

/** True for what is shown in the side panel and not in the chat itself. */
export function isThreadReply(message) {
  return Boolean(message.thread_id && message.root_id && message.root_id !== message.message_id);
}
