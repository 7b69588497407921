/** Building DOM nodes without markup strings: nothing here ever parses HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element. `props`: `data` fills the dataset, `style` sets CSS properties (custom ones too), `on…` functions
 * become listeners, true/false toggle an attribute, everything else is an attribute. Strings among the children become text.
 */
export function h(tag, props = {}, ...children) {
  return build(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function svg(tag, props = {}, ...children) {
  return build(document.createElementNS(SVG, tag), props, children);
}

function build(node, props, children) {
  for (const [key, value] of Object.entries(props)) setProp(node, key, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setProp(node, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key === "data") setData(node, value);
  else if (key === "style") setStyle(node, value);
  else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
  else node.setAttribute(key, value === true ? "" : String(value));
}

function setData(node, data) {
  for (const [key, value] of Object.entries(data)) if (value !== undefined && value !== null) node.dataset[key] = value;
}

/** Set styles one by one: the content security policy forbids style attributes, not this. */
export function setStyle(node, style) {
  for (const [key, value] of Object.entries(style)) {
    if (value === undefined || value === null) continue;
    if (key.startsWith("--")) node.style.setProperty(key, value);
    else node.style[key] = value;
  }
}

/** The address when it is http or https, else null: cards may not link anywhere else. */
export function safeUrl(address) {
  if (typeof address !== "string" || !/^https?:\/\//i.test(address.trim())) return null;
  try {
    return new URL(address.trim()).href;
  } catch {
    return null;
  }
}

/** A link that opens a new tab, or its bare text when the address is not one we follow. */
export function link(address, className, ...children) {
  const href = safeUrl(address);
  if (!href) return h("span", {}, ...children);
  return h("a", { class: className, href, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
