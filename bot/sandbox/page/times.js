/** Instants as the chosen person reads them: in their zone and language. */

const LANGUAGES = { zh_cn: "zh-CN", en_us: "en-US" };

/** `09:05` */
export function clock(instant, { timezone, locale }) {
  return format(instant, timezone, locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** `09:05:12.034` */
export function preciseClock(instant, { timezone }) {
  const shape = { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23" };
  return format(instant, timezone, "en_us", shape);
}

/** `今天 09:05`, `Yesterday 09:05`, `Mar 5, Tue 09:05` */
export function moment(instant, reader) {
  return `${day(instant, reader)} ${clock(instant, reader)}`;
}

/** Just the clock today, else the day: for the narrow conversation list. */
export function brief(instant, reader) {
  return dateKey(instant, reader) === dateKey(new Date(), reader) ? clock(instant, reader) : day(instant, reader);
}

/** True when both instants fall on one day of the reader's. */
export function sameDay(one, other, reader) {
  return dateKey(one, reader) === dateKey(other, reader);
}

function day(instant, { timezone, locale, texts }) {
  const key = dateKey(instant, { timezone });
  if (key === dateKey(new Date(), { timezone })) return texts.today;
  if (key === dateKey(new Date(Date.now() - 86_400_000), { timezone })) return texts.yesterday;
  return format(instant, timezone, locale, { month: "short", day: "numeric", weekday: "short" });
}

function dateKey(instant, { timezone }) {
  return format(instant, timezone, "en_us", { year: "numeric", month: "2-digit", day: "2-digit" });
}

// Making a formatter takes far longer than using one, and a column of messages needs thousands.
const formatters = new Map();

function format(instant, timeZone, locale, shape) {
  const key = `${timeZone} ${locale} ${Object.entries(shape)}`;
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat(LANGUAGES[locale], { timeZone, ...shape }));
  return formatters.get(key).format(instant);
}
