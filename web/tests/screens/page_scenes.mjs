// A page that is marked up, and one before it is sent.

export const PAGE_SCENES = [
  {
    name: "page",
    open: "?world=page",
    room: 0,
    act: async (page) => {
      await page.locator("[data-act=page]:not([popover] *)").last().click();
      await page.locator(".page-mark").nth(2).focus();
    },
    shown: ".page-stage img",
  },
  {
    name: "page-words",
    open: "?world=page",
    room: 0,
    act: async (page) => {
      await page.locator("[data-act=page]:not([popover] *)").last().click();
      await page.locator(".page-stage").focus();
      await page.keyboard.press("Shift+ArrowUp");
      await page.keyboard.press("Enter");
    },
    shown: ".page-words textarea:focus",
  },
  {
    name: "page-prepare",
    open: "?world=page",
    room: 0,
    act: async (page) => {
      await chooseDrawn(page);
      await page.locator("[data-act=page-prepare]").click();
      await page.locator(".prepare-handle").first().press("Shift+ArrowDown");
      await page.locator(".prepare-handle").first().press("Shift+ArrowRight");
    },
    shown: ".prepare-handle",
  },
  {
    name: "page-black",
    open: "?world=page",
    room: 0,
    act: async (page) => {
      await chooseDrawn(page);
      await page.locator("[data-act=page-prepare]").click();
      await page.locator(".page-view .button[data-kind=main]").click();
      await page.locator("[data-act=page-box]").click();
      await page.locator(".prepare-box").press("ArrowDown");
    },
    shown: ".prepare-box",
  },
];

/** A picture, as if somebody had chosen it. */
async function chooseDrawn(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(900, 1200);
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, 900, 1200);
    context.fillStyle = "black";
    for (let line = 0; line < 30; line += 1) context.fillRect(90, 100 + line * 34, 500 + ((line * 97) % 220), 12);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  });
  await page.locator(".composer input[type=file]").first().setInputFiles({ name: "draft.png", mimeType: "image/png", buffer: Buffer.from(bytes) });
  await page.locator("[data-act=page-prepare]").waitFor();
}
