/** What happens when a component is pressed: ask first if it wants that, open its link, call back, stay busy meanwhile. */

import { confirmDialog } from "./dialog.js";
import { safeUrl } from "./dom.js";
import { textOf, words } from "./text.js";

/**
 * Carry out a press of `element`, drawn as `node`. `input` is what the person put in (`option`, `options`, `input_value`,
 * `checked`, `form_value`). Returns false when the person declined or a press is already under way.
 */
export async function press(element, ctx, node, input = {}) {
  if (node.dataset.busy || !(await agreed(element, ctx))) return false;
  openLink(element);
  if (callsBack(element)) await whileBusy(node, () => ctx.onAction(described(element, input)));
  return true;
}

function described(element, input) {
  const { tag, name, element_id } = element;
  const value = element.behaviors?.find((each) => each.type === "callback")?.value;
  return { tag, action: name ?? element_id, name, element_id, value, ...input };
}

async function agreed({ confirm, type }, { locale }) {
  if (!confirm) return true;
  return confirmDialog({
    title: textOf(confirm.title, locale),
    text: textOf(confirm.text, locale),
    yes: words(locale).confirm,
    no: words(locale).cancel,
    danger: /danger/.test(type ?? ""),
  });
}

function openLink({ behaviors }) {
  const target = behaviors?.find((each) => each.type === "open_url");
  const address = safeUrl(target?.pc_url || target?.default_url);
  if (address) window.open(address, "_blank", "noopener,noreferrer");
}

/** Interactive components call back even without behaviors; one whose only behavior is a link does not. */
export function callsBack({ tag, behaviors }) {
  if (behaviors?.length) return behaviors.some((each) => each.type === "callback");
  return tag !== "checker";
}

async function whileBusy(node, work) {
  const controls = [node, ...node.querySelectorAll("button, input, select, textarea")].filter((each) => !each.disabled);
  const focused = document.activeElement;
  const set = (busy) => {
    node.toggleAttribute("aria-busy", busy);
    for (const each of controls) each.disabled = busy;
  };
  node.dataset.busy = "1";
  set(true);
  try {
    await work();
  } finally {
    delete node.dataset.busy;
    set(false);
    // Disabling took the focus away; keyboard users go on where they were.
    if (document.activeElement === document.body && node.contains(focused)) focused.focus();
  }
}
