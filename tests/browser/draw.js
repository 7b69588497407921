// Evaluated in the page: draws one card, unfolds it, and waits until the browser has laid it out.
async ({ card, locale, width }) => {
  const { renderCard } = await import("/static/card/render.js");
  const box = document.createElement("div");
  box.style.cssText = `width: ${width}; padding: 12px; box-sizing: border-box`;
  document.body.replaceChildren(box);
  document.body.style.cssText = "display: block; height: auto; overflow: visible";
  window.pressed = [];
  const people = [
    { open_id: "ou_zhang", name: "张三" },
    { open_id: "ou_emma", name: "Emma Carter" },
    { open_id: "ou_li", name: "李四" },
  ];
  const onAction = async (action) => {
    await window.pressed.push(action);
    box.dataset.pressed = window.pressed.length;
  };
  box.append(renderCard(card, { locale, timezone: "Asia/Shanghai", people, imageUrl: () => null, onAction }));
  for (const panel of document.querySelectorAll("details.lc-panel")) panel.open = true;
  await new Promise(requestAnimationFrame);
}
