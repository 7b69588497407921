/** Lark's standard icons that our cards and pages use, drawn by ourselves on a 24-pixel grid; others become a neutral dot. */

import { color as cssColor } from "./colors.js";
import { svg } from "./dom.js";

const CIRCLE = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z";
const TRIANGLE = "M12 4 2.8 20h18.4z";

/** Outlines, by the name without `_outlined`; several strokes each. */
const OUTLINED = {
  time: [CIRCLE, "M12 7v5l3.5 2"],
  "alarm-clock": ["M12 5a8 8 0 1 0 0 16 8 8 0 0 0 0-16z", "M12 9v4l2.5 2", "M4.5 3 2.5 5", "M19.5 3l2 2"],
  calendar: ["M4 5h16v16H4z", "M4 10h16", "M8 2.5V7", "M16 2.5V7"],
  robot: ["M5 8h14v11H5z", "M12 8V4", "M9 12.5v2", "M15 12.5v2", "M2 12v4", "M22 12v4"],
  edit: ["M4 20h4L19 9l-4-4L4 16z", "m12.5 7.5 4 4"],
  "delete-trash": ["M4 6.5h16", "M9 6V3.5h6V6", "M6 6.5 7 21h10l1-14.5", "M10 11v6", "M14 11v6"],
  add: ["M12 5v14", "M5 12h14"],
  more: ["M5 12h.01", "M12 12h.01", "M19 12h.01"],
  history: ["M4 12a8 8 0 1 0 2.6-5.9", "M4 4v4h4", "M12 8v4.5l3 1.5"],
  yes: [CIRCLE, "m8 12 3 3 5.5-6"],
  done: ["m4.5 12.5 5 5 10-11"],
  check: ["m4.5 12.5 5 5 10-11"],
  warning: [TRIANGLE, "M12 10v4.5", "M12 17.2h.01"],
  error: [CIRCLE, "M12 7.5v5.5", "M12 16.2h.01"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  loading: ["M12 3a9 9 0 1 1-9 9"],
  refresh: ["M20 12a8 8 0 1 1-2.4-5.7", "M20 3.5V8h-4.5"],
  "link-copy": ["M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7", "M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17"],
  chat: ["M4 5h16v11.5H12L7.5 20v-3.5H4z", "M8.5 10.7h.01", "M12 10.7h.01", "M15.5 10.7h.01"],
  group: ["M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z", "M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6", "M16 4.5a3.5 3.5 0 0 1 0 6.3", "M18 14.5c2.3.8 3.5 2.7 3.5 5.5"],
  member: ["M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4.5 20.5c0-4 3.3-6 7.5-6s7.5 2 7.5 6"],
  setting: ["M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z", "M12 2.8 20 7.4v9.2l-8 4.6-8-4.6V7.4z"],
  switch: ["M4 8h15", "m15.5 4.5 3.5 3.5", "M20 16H5", "M8.5 19.5 5 16"],
  info: [CIRCLE, "M12 11v5.5", "M12 7.8h.01"],
  stop: [CIRCLE, "M9.2 9.2h5.6v5.6H9.2z"],
  todo: ["M4 4h16v16H4z", "m8 12 3 3 5-6"],
  bell: ["M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15z", "M10 21h4"],
  "file-link-docx": ["M6 3h8l4 4v14H6z", "M14 3v4h4", "M9 12h6", "M9 16h6"],
  search: ["M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z", "m20 20-4.7-4.7"],
  right: ["m9 5 7 7-7 7"],
  left: ["m15 5-7 7 7 7"],
  down: ["m5 9 7 7 7-7"],
  up: ["m5 15 7-7 7 7"],
  language: [CIRCLE, "M3 12h18", "M12 3c5.3 5.3 5.3 12.7 0 18", "M12 3c-5.3 5.3-5.3 12.7 0 18"],
  lock: ["M5 11h14v9.5H5z", "M8 11V8a4 4 0 0 1 8 0v3"],
  send: ["M3.5 11.5 20.5 4 14 20.5l-2.8-7z", "m11.2 13.5 4.3-4.5"],
  at: ["M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z", "M15.5 8.5v5a2.5 2.5 0 0 0 5 0V12a8.5 8.5 0 1 0-3.5 6.9"],
  reply: ["M9 5 3.5 10.5 9 16", "M4 10.5h8c5 0 8 2.5 8.5 8"],
  thread: ["M4 4.5h16v11H12L8 19v-3.5H4z", "M8 8.5h8", "M8 11.7h5"],
  code: ["m8 6-6 6 6 6", "m16 6 6 6-6 6"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2.5v2", "M12 19.5v2", "M2.5 12h2", "M19.5 12h2", "m5.3 5.3 1.4 1.4", "m17.3 17.3 1.4 1.4", "m18.7 5.3-1.4 1.4", "m6.7 17.3-1.4 1.4"],
  moon: ["M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"],
  phone: ["M7 2.5h10v19H7z", "M11 18.5h2"],
  activity: ["M2.5 12.5H7l3-8 4.5 15 3-7h4"],
  chart: ["M4 20V4", "M4 20h16", "M8.5 16v-5", "M13 16V7", "M17.5 16v-3"],
  file: ["M6 3h8l4 4v14H6z", "M14 3v4h4"],
  download: ["M12 4v11", "m7.5 11 4.5 4.5 4.5-4.5", "M4 20h16"],
  image: ["M4 5h16v14H4z", "m4 16 5-5 4 4 2.5-2.5L20 16.5", "M15.5 9.2h.01"],
};

/** Filled icons: a body and the strokes left out of it. */
const FILLED = {
  succeed: [CIRCLE, "m8 12 3 3 5.5-6"],
  yes: [CIRCLE, "m8 12 3 3 5.5-6"],
  error: [CIRCLE, "M12 7.5v5.5", "M12 16.2h.01"],
  close: [CIRCLE, "m9 9 6 6", "m15 9-6 6"],
  warning: [TRIANGLE, "M12 10v4.5", "M12 17.2h.01"],
  info: [CIRCLE, "M12 11v5.5", "M12 7.8h.01"],
  time: [CIRCLE, "M12 7v5l3.5 2"],
};

/** An icon by Lark's token (`edit_outlined`); `colorName` as in cards. Purely decorative: hidden from screen readers. */
export function icon(token, colorName, own = {}) {
  const node = svg("svg", { class: "lc-icon", viewBox: "0 0 24 24", "aria-hidden": "true", data: { icon: token } }, strokes(token));
  const css = cssColor(colorName, own);
  if (css) node.style.color = css;
  return node;
}

function strokes(token) {
  const [, name, style] = /^(.*?)_(outlined|filled|colorful)$/.exec(token ?? "") ?? [null, token, "outlined"];
  if (style !== "outlined" && Object.hasOwn(FILLED, name)) return filled(FILLED[name]);
  if (!Object.hasOwn(OUTLINED, name)) return svg("circle", { cx: 12, cy: 12, r: 4, class: "lc-icon-dot" });
  return OUTLINED[name].map((d) => svg("path", { d, class: "lc-icon-line" }));
}

function filled([body, ...marks]) {
  return [svg("path", { d: body, class: "lc-icon-body" }), marks.map((d) => svg("path", { d, class: "lc-icon-mark" }))];
}
