/** The slim bar on top: what this is, who one is, and the switches. */

import { h } from "/static/card/dom.js";
import { icon } from "/static/card/icons.js";
import { personAvatar } from "./avatars.js";

export class TopBar {
  #store;

  /** `switches`: `{phone, theme, wire}` functions called on a press, each answering whether it is now on. */
  constructor(store, switches) {
    this.#store = store;
    this.title = h("strong", { class: "top-title" });
    this.about = h("span", { class: "top-about" });
    this.label = h("span", { class: "who-label" });
    this.select = h("select", { name: "person", class: "who-select", onchange: () => store.be(this.select.value) });
    this.picture = h("span", { class: "who-picture" });
    this.zone = h("span", { class: "who-zone" });
    this.toggles = { phone: toggle("phone_outlined", switches.phone), theme: toggle("moon_outlined", switches.theme), wire: toggle("activity_outlined", switches.wire) };
    this.node = h("header", { class: "topbar" }, h("span", { class: "logo", "aria-hidden": "true" }, icon("time_outlined")), this.title, this.about,
      h("div", { class: "who" }, this.label, this.picture, h("span", { class: "who-field" }, this.select, icon("down_outlined")), this.zone),
      h("div", { class: "switches" }, Object.values(this.toggles)));
    for (const event of ["me", "chats"]) store.on(event, () => this.draw());
  }

  /** Show whether a switch is on. */
  mark(name, on) {
    this.toggles[name].setAttribute("aria-pressed", String(on));
  }

  draw() {
    const { texts, users, person } = this.#store;
    this.title.textContent = texts.title;
    this.about.textContent = texts.about;
    this.label.textContent = texts.person;
    this.select.setAttribute("aria-label", texts.person);
    if (this.select.options.length !== users.size)
      this.select.replaceChildren(...[...users.values()].map((user) => h("option", { value: user.open_id }, user.name)));
    this.select.value = person?.open_id ?? "";
    this.picture.replaceChildren(personAvatar(person, 24));
    this.zone.textContent = [person?.locale, person?.timezone, person?.is_admin ? texts.admin : null].filter(Boolean).join(" · ");
    for (const [name, button] of Object.entries(this.toggles)) {
      button.title = texts[name];
      button.setAttribute("aria-label", texts[name]);
    }
  }
}

function toggle(token, onPress) {
  return h("button", { type: "button", class: "switch", "aria-pressed": "false", onclick: onPress }, icon(token));
}
