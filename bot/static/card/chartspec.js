/** Reading a VChart spec: which points, which categories and series, which colours. Pure, no drawing. */

/**
 * A spec as flat points: `{type, title, points: [{category, series, value}], categories, series, stacked, colors,
 * highest}`. Fields may be named singly or as lists; horizontal bars are read as upright ones.
 */
export function readSpec(spec) {
  const inner = spec.type === "common" ? { ...spec, ...(spec.series?.[0] ?? {}) } : spec;
  const fields = fieldNames(inner);
  const points = values(inner.data ?? spec.data)
    .map((row) => ({ category: row[fields.category], series: row[fields.series] ?? "", value: Number(row[fields.value]) }))
    .filter(({ value }) => Number.isFinite(value));
  const categories = unique(points.map(({ category }) => category));
  const stacked = Boolean(inner.stack) || (fields.series && unique(points.map(({ series }) => series)).length > 1 && oneEach(points));
  const series = unique(points.map((point) => point.series));
  return {
    type: inner.type, title: typeof spec.title === "string" ? spec.title : (spec.title?.text ?? ""),
    points, categories, series, stacked, colors: colours(inner, spec), highest: highest(points, stacked),
  };
}

function fieldNames(spec) {
  const first = (name) => [name].flat()[0];
  if (spec.type === "pie") return { category: spec.categoryField, series: first(spec.categoryField), value: spec.valueField ?? spec.angleField };
  const lying = spec.direction === "horizontal";
  const [category, value] = lying ? [spec.yField, spec.xField] : [spec.xField, spec.yField];
  const grouping = spec.seriesField ?? (Array.isArray(spec.xField) ? spec.xField[1] : undefined);
  return { category: first(category), series: grouping, value: first(value) };
}

function values(data) {
  const first = Array.isArray(data) ? data[0] : data;
  return Array.isArray(first?.values) ? first.values : [];
}

function unique(list) {
  return [...new Set(list)];
}

/** Colouring bars by a state gives each category one series: those stand in one lane, not side by side. */
function oneEach(points) {
  return unique(points.map(({ category }) => category)).length === points.length;
}

function colours(spec, outer) {
  const given = spec.color ?? outer.color;
  const fill = spec.bar?.style?.fill ?? spec.line?.style?.stroke;
  if (given?.range) return { byName: Object.fromEntries((given.domain ?? []).map((name, at) => [name, given.range[at]])), list: given.range };
  const list = Array.isArray(given) ? given : [fill].filter((each) => typeof each === "string");
  return { byName: {}, list };
}

function highest(points, stacked) {
  if (!stacked) return Math.max(0, ...points.map(({ value }) => value));
  const sums = new Map();
  for (const { category, value } of points) sums.set(category, (sums.get(category) ?? 0) + value);
  return Math.max(0, ...sums.values());
}

/** Round marks from 0 to just above `highest`, about four of them. */
export function ticks(highest) {
  const rough = (highest || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough);
  const count = Math.ceil((highest || 1) / step);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}
