/** Where one writes: Enter sends, Shift+Enter breaks the line; in groups a switch mentions the bot. */

import { h } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";

export class Composer {
  #store;
  #onSend;
  #mentioning = true;
  #drafts = new Map();
  #key = null;

  /** `name` is the field's; `onSend(text, mention)` answers false when nothing was sent, and the text stays. */
  constructor(store, name, onSend) {
    this.#store = store;
    this.#onSend = onSend;
    this.field = h("textarea", { name, rows: 1, maxlength: 12000, autocomplete: "off" });
    this.mention = h("button", { type: "button", class: "mention-toggle", name: `${name}-mention` });
    this.sendButton = h("button", { type: "submit", class: "send", disabled: true }, icon("send_outlined"));
    this.hint = h("span", { class: "composer-hint" });
    this.node = h("form", { class: "composer" }, h("div", { class: "composer-box" }, this.field,
      h("div", { class: "composer-bar" }, this.mention, this.hint, this.sendButton)));
    this.#listen();
  }

  /** Show for a conversation (or thread) `key`; each keeps its own draft. */
  show(key, { placeholder, group, closed }) {
    if (this.#key !== null) this.#drafts.set(this.#key, this.field.value);
    this.#key = key;
    this.group = group;
    this.field.value = this.#drafts.get(key) ?? "";
    this.field.placeholder = closed ?? placeholder;
    this.field.setAttribute("aria-label", placeholder);
    this.field.disabled = Boolean(closed);
    this.mention.hidden = !group;
    this.#refresh();
  }

  fill(text) {
    this.field.value = text;
    this.#refresh();
    this.field.focus();
  }

  #listen() {
    this.field.addEventListener("input", () => this.#refresh());
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.mention.addEventListener("click", () => {
      this.#mentioning = !this.#mentioning;
      this.#refresh();
      this.field.focus();
    });
  }

  #refresh() {
    const { texts, botName } = this.#store;
    this.sendButton.disabled = this.field.disabled || !this.field.value.trim();
    this.sendButton.setAttribute("aria-label", texts.send);
    this.mention.replaceChildren(icon("at_outlined"), botName);
    this.mention.setAttribute("aria-pressed", String(this.#mentioning));
    this.mention.title = texts.mentionHint;
    this.hint.textContent = this.group && !this.#mentioning && this.field.value ? texts.mentionOff(botName) : "";
  }

  /** A typed "@Aime" in front counts as the mention it is meant to be. */
  #read() {
    const text = this.field.value.trim();
    const typed = `@${this.#store.botName}`;
    if (!this.group || !text.startsWith(typed)) return { text, mention: this.group && this.#mentioning };
    return { text: text.slice(typed.length).trim(), mention: true };
  }

  async #send() {
    const { text, mention } = this.#read();
    if (!text || this.field.disabled) return;
    const typed = this.field.value;
    this.field.value = "";
    this.#refresh();
    const sent = await this.#onSend(text, mention);
    if (!sent && !this.field.value) this.fill(typed);
  }
}
