/** The drawer at the bottom: what goes over the wire, both ways, newest first. */

import { h } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";
import { preciseClock } from "./times.js";

const KEPT = 300;

export class Requests {
  #store;
  #entries = [];

  constructor(store, onClose) {
    this.#store = store;
    this.title = h("h2", {});
    this.rows = h("tbody");
    this.headings = h("tr");
    this.quiet = h("p", { class: "drawer-quiet" });
    this.clearButton = h("button", { type: "button", class: "text-button", onclick: () => this.#clear() });
    this.closer = h("button", { type: "button", class: "icon-button", onclick: onClose }, icon("close_outlined"));
    this.node = h("section", { class: "drawer", hidden: true }, h("header", { class: "pane-head" }, this.title, this.clearButton, this.closer),
      h("div", { class: "drawer-scroll", tabindex: "0" }, h("table", { class: "wire" }, h("thead", {}, this.headings), this.rows), this.quiet));
    store.on("me", () => this.draw());
  }

  /** `name` is `request` (the bot called Lark) or `delivery` (Lark called the bot). */
  add(name, entry) {
    this.#entries.unshift({ name, entry: { time: new Date().toISOString(), ...entry } });
    this.#entries.length = Math.min(this.#entries.length, KEPT);
    if (this.node.hidden) return;
    this.rows.prepend(this.#row(this.#entries[0]));
    while (this.rows.childElementCount > KEPT) this.rows.lastChild.remove();
    this.quiet.hidden = true;
  }

  /** Start with a log the server kept, oldest first. */
  load(entries) {
    for (const entry of entries.slice(-KEPT)) this.#entries.unshift({ name: "request", entry });
    this.draw();
  }

  toggle(open) {
    this.node.hidden = !open;
    if (open) this.draw();
  }

  draw() {
    const { texts } = this.#store;
    this.title.textContent = texts.wire;
    this.clearButton.textContent = texts.clear;
    this.closer.setAttribute("aria-label", texts.close);
    this.node.setAttribute("aria-label", texts.wire);
    this.quiet.textContent = texts.quiet;
    this.quiet.hidden = this.#entries.length > 0;
    const columns = [texts.time, texts.direction, texts.call, texts.code, texts.took, texts.size];
    this.headings.replaceChildren(...columns.map((name) => h("th", { scope: "col" }, name)));
    if (!this.node.hidden) this.rows.replaceChildren(...this.#entries.map((each) => this.#row(each)));
  }

  #row({ name, entry }) {
    const { texts, reader } = this.#store;
    const out = name === "request";
    const call = out ? [h("b", {}, entry.method), " ", entry.path] : [h("b", {}, entry.type ?? entry.event_type), " ", entry.via ?? ""];
    return h("tr", { class: good(name, entry) ? null : "bad", data: { wire: name } },
      h("td", { class: "num" }, preciseClock(new Date(entry.time), reader)),
      h("td", {}, h("span", { class: out ? "way way-out" : "way way-in" }, out ? texts.toLark : texts.toBot)),
      h("td", { class: "call", title: out ? entry.path : entry.event_id }, call),
      h("td", { class: "num" }, h("span", { class: "result" }, result(entry, out))),
      h("td", { class: "num" }, entry.ms === undefined || entry.ms === null ? "" : `${Math.round(entry.ms)} ms`),
      h("td", { class: "num" }, entry.size === undefined || entry.size === null ? "" : bytes(entry.size)));
  }

  #clear() {
    this.#entries = [];
    this.draw();
  }
}

function good(name, { status, code }) {
  return status === 200 && (name === "delivery" || !code);
}

function result({ status, code }, out) {
  if (!status) return "—";
  return out && code ? `${status} · ${code}` : String(status);
}

function bytes(size) {
  return size < 1024 ? `${size} B` : `${(size / 1024).toFixed(1)} KB`;
}
