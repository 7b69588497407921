/**
 * Lark's colour names as CSS values. Each family has one hue per theme (card.css); a shade is that hue mixed with the
 * paper (50-400) or the ink (600-900), so that every shade turns around by itself in dark mode, as Lark's do.
 */

export const FAMILIES = [
  "blue", "wathet", "turquoise", "green", "lime", "yellow", "orange", "red",
  "carmine", "violet", "purple", "indigo", "grey",
];

const TOWARDS_PAPER = { "00": 0, 50: 7, 100: 14, 200: 28, 300: 46, 350: 62, 400: 80, 500: 100 };
const TOWARDS_INK = { 600: 84, 650: 76, 700: 68, 800: 50, 900: 34, 950: 20, 1000: 0 };
const RGBA = /^rgba?\(\s*[\d.]+%?(\s*[, /]\s*[\d.]+%?){2,3}\s*\)$/;

/** The hue of a header template or a tag; names we do not know are neutral. */
export function hue(name) {
  return `var(--hue-${FAMILIES.includes(name) ? name : "grey"})`;
}

/**
 * A CSS colour for `name` ("red", "grey-300", "rgba(…)", or a name of the card's own `config.style.color`), or null for
 * "default" and for what is no colour. A family without a shade takes `shade`.
 */
export function color(name, own = {}, shade = 600) {
  if (!name || name === "default") return null;
  if (own[name]) return pair(own[name]);
  if (RGBA.test(name)) return name;
  const [, family, given] = /^([a-z]+)(?:-(\d+))?$/.exec(name) ?? [];
  if (name === "neutral") return mix("grey", shade);
  if (name === "white" || name === "bg-white") return "var(--lc-paper)";
  return FAMILIES.includes(family) ? mix(family, given ?? shade) : null;
}

function pair({ light_mode: light, dark_mode: dark }) {
  const usable = [light, dark].map((value) => (RGBA.test(value ?? "") ? value : "currentcolor"));
  return `light-dark(${usable.join(", ")})`;
}

function mix(family, shade) {
  const share = TOWARDS_PAPER[shade] ?? TOWARDS_INK[shade] ?? 100;
  const other = shade in TOWARDS_INK ? "ink" : "paper";
  return `color-mix(in oklab, var(--hue-${family}) ${share}%, var(--lc-${other}))`;
}
