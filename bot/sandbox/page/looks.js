/** Width and theme: switches that are remembered, and the system's wish where nobody switched. */

const NARROW = "(max-width: 720px)";
const DARK = "(prefers-color-scheme: dark)";

export class Looks {
  #root;

  constructor(root) {
    this.#root = root;
    this.phone = localStorage.getItem("phone") === "1";
    this.#theme(localStorage.getItem("theme"));
    matchMedia(NARROW).addEventListener("change", () => this.#layout());
    this.showList(false);
    this.#layout();
  }

  /** One pane at a time, because the window or the switch says so. */
  get narrow() {
    return this.phone || matchMedia(NARROW).matches;
  }

  get dark() {
    return (this.#root.dataset.theme ?? (matchMedia(DARK).matches ? "dark" : "light")) === "dark";
  }

  /** On a narrow page either the list or the chat is in view. */
  showList(shown) {
    this.#root.dataset.view = shown ? "list" : "chat";
  }

  switchPhone() {
    this.phone = !this.phone;
    localStorage.setItem("phone", this.phone ? "1" : "0");
    this.#layout();
    return this.phone;
  }

  /** The other theme than now; when that is the system's own, follow the system again. */
  switchTheme() {
    const wanted = this.dark ? "light" : "dark";
    const system = matchMedia(DARK).matches ? "dark" : "light";
    this.#theme(wanted === system ? null : wanted);
    return this.dark;
  }

  #theme(name) {
    if (name === "dark" || name === "light") this.#root.dataset.theme = name;
    else delete this.#root.dataset.theme;
    if (name) localStorage.setItem("theme", name);
    else localStorage.removeItem("theme");
  }

  #layout() {
    this.#root.dataset.layout = this.narrow ? "narrow" : "wide";
    this.#root.dataset.frame = this.phone && !matchMedia(NARROW).matches ? "phone" : "none";
  }
}
