// Evaluated in the page: draws many cards under each other in columns, each under its name.
async ({ cards, locale, width, columns }) => {
  const { renderCard } = await import("/static/card/render.js");
  const sheet = document.createElement("div");
  sheet.id = "sheet";
  const wide = columns * width + (columns + 1) * 24;
  sheet.style.cssText = `columns: ${columns}; column-gap: 24px; width: ${wide}px; padding: 24px; box-sizing: border-box`;
  document.body.replaceChildren(sheet);
  document.body.style.cssText = "display: block; height: auto; overflow: visible";
  for (const [name, card] of Object.entries(cards)) {
    const cell = document.createElement("section");
    cell.style.cssText = `width: ${width}px; break-inside: avoid; margin-bottom: 20px`;
    const caption = document.createElement("div");
    caption.className = "lc-muted";
    caption.textContent = name.replaceAll("_", " ");
    cell.append(caption, renderCard(card, { locale, timezone: "Asia/Shanghai", imageUrl: () => null }));
    sheet.append(cell);
  }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
