/** The chat page: puts the parts together, talks to the control API, follows its events. */

import { h } from "/static/card/dom.js";
import { ApiError, listen, loadRequests, loadState, sendAction, sendMessage } from "./api.js";
import { ChatPane } from "./chatpane.js";
import { Composer } from "./composer.js";
import { Conversations } from "./conversations.js";
import { Groups } from "./groups.js";
import { Looks } from "./looks.js";
import { MessageColumn } from "./messages.js";
import { Requests } from "./requests.js";
import { Store } from "./store.js";
import { ThreadPanel } from "./thread.js";
import { Toasts } from "./toasts.js";
import { TopBar } from "./topbar.js";

const root = document.documentElement;
const store = new Store();
const toasts = new Toasts();
const looks = new Looks(root);

/** What drawing a message's content needs to know. */
function scene(message) {
  const { texts, locale, users, botName, me, person } = store;
  return {
    texts, locale, people: users, botName, me, timezone: person?.timezone,
    onAction: (action) => act(message, action),
  };
}

async function act(message, { action, option, options, input_value, checked, form_value }) {
  const given = { option: option ?? options ?? input_value ?? checked, form_value };
  const outcome = await attempt(() => sendAction({ as: store.me, message_id: message.message_id, action, ...given }));
  if (!outcome) return;
  if (outcome.error) toasts.show("error", store.texts.refusals[outcome.error] ?? store.texts.failed(outcome.error));
  else showToast(outcome.response?.toast);
}

function showToast(toast) {
  if (!toast) return;
  toasts.show(toast.type, toast.i18n?.[store.locale] ?? toast.content ?? "");
}

async function write(text, mention, replyTo) {
  const { conversation, me } = store;
  const place = replyTo ? { reply_to: replyTo, in_thread: true } : {};
  const body = { as: me, text, mention_bot: Boolean(mention), chat_id: conversation.chat?.chat_id, ...place };
  return Boolean(await attempt(() => sendMessage(body)));
}

/** The control API's refusals become toasts; everything else is a defect and stays loud. */
async function attempt(call) {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof TypeError)) throw error;
    toasts.show("error", error instanceof ApiError ? store.texts.refused(error.message) : store.texts.offline);
    return null;
  }
}

function build() {
  const column = new MessageColumn(store, scene);
  const composer = new Composer(store, "composer", (text, mention) => {
    column.returnToEnd();
    return write(text, mention);
  });
  const reply = new Composer(store, "reply", (text, mention) => write(text, mention, store.threadRoot));
  const thread = new ThreadPanel(store, scene, reply);
  const groups = new Groups(store, attempt, (chat) => opened(chat, composer));
  const pane = new ChatPane(store, column, composer, () => looks.showList(true), (chatId) => groups.manage(chatId));
  const list = new Conversations(store, scene, (key) => open(key, composer), () => groups.make());
  const requests = new Requests(store, () => switchWire(false));
  const bar = new TopBar(store, {
    phone: () => bar.mark("phone", looks.switchPhone()),
    theme: () => bar.mark("theme", looks.switchTheme()),
    wire: () => switchWire(requests.node.hidden),
  });
  const switchWire = (on) => {
    requests.toggle(on);
    bar.mark("wire", on);
  };
  bar.mark("phone", looks.phone);
  bar.mark("theme", looks.dark);
  const offline = h("div", { class: "offline", role: "alert", hidden: true });
  const device = h("div", { class: "device" }, list.node, pane.node, thread.node);
  document.body.append(bar.node, offline, h("div", { class: "stage" }, device, toasts.node), requests.node);
  addEventListener("keydown", (event) => event.key === "Escape" && closeTopmost(event, switchWire));
  return { requests, offline, composer };
}

function open(key, composer) {
  store.select(key);
  looks.showList(false);
  composer.field.focus({ preventScroll: true });
}

function opened(chat, composer) {
  store.putChat(chat);
  open(chat.chat_id, composer);
}

function closeTopmost(event, switchWire) {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (store.threadRoot) store.openThread(null);
  else switchWire(false);
}

function remembered() {
  return sessionStorage.getItem("person");
}

async function start() {
  const { requests, offline, composer } = build();
  store.on("me", () => {
    sessionStorage.setItem("person", store.me);
    root.lang = store.locale === "zh_cn" ? "zh-CN" : "en";
    document.title = store.texts.title;
  });
  listen({
    onUp: async () => {
      const state = await attempt(loadState);
      if (!state) return;
      store.load(state);
      offline.hidden = true;
      if (!store.users.has(store.me)) store.be(remembered());
      if (root.dataset.ready) return;
      requests.load((await loadRequests()).requests);
      root.dataset.ready = "1";
      if (!looks.narrow) composer.field.focus();
    },
    onDown: () => {
      offline.textContent = store.texts.offline;
      offline.hidden = false;
    },
    onEvent: (name, data) => {
      if (name === "message") store.putMessage(data);
      else if (name === "chat") store.putChat(data);
      else requests.add(name, data);
    },
  });
}

start();
