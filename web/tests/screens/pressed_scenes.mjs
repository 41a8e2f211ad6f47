// What is drawn late, and what is pressed while the list moves.

import { message } from "./parts.mjs";

/** As in `scenes.mjs`. */
export const PRESSED_SCENES = [
  {
    name: "once-open",
    open: "?world=full",
    room: 7,
    act: (page) => page.locator(".once .button").first().click(),
    shown: "dialog.viewer img",
  },
  {
    // Its row is scrolled away before what shows it is there: the engine hands it out a single time.
    name: "once-kept",
    isPictured: false,
    open: "?world=full",
    room: 7,
    act: async (page) => {
      await slowly(page, /\/Viewer-[^/]*\.js$/u);
      const list = page.locator(".messages-scroll");
      // So low that its row does not fit in with the first one.
      await page.setViewportSize({ ...page.viewportSize(), height: 500 });
      await comeToRest(page);
      await list.evaluate((scroller) => scroller.scrollBy(0, -300));
      await comeToRest(page);
      await page.locator(".once .button").first().click();
      const [once, first] = [page.locator(".once"), message(page, "The room for tomorrow")];
      // The list may go to its end once more while it measures rows.
      for (let turn = 0; turn < 50 && (await once.count()) > 0; turn += 1) {
        await list.evaluate((scroller) => scroller.scrollTo(0, 0));
        await comeToRest(page);
        if ((await first.count()) > 0) await first.focus();
      }
      await once.first().waitFor({ state: "detached" });
    },
    shown: "dialog.viewer img",
  },
  {
    // The button is pressed while the list is scrolled.
    name: "once-pressed",
    isPictured: false,
    open: "?world=full",
    room: 7,
    act: async (page) => {
      const scroll = (by) => page.locator(".messages-scroll").evaluate((list, up) => list.scrollBy(0, -up), by);
      // Away from the end, which keeps who is near it.
      await scroll(120);
      await pressWhile(page, page.locator(".once .button").first(), () => scroll(4));
    },
    shown: "dialog.viewer img",
  },
  {
    // At the end of the list, which is kept in sight, while the window becomes lower.
    name: "pressed-at-end",
    isPictured: false,
    open: "?world=full",
    room: 4,
    act: (page) => {
      const { width, height } = page.viewportSize();
      return pressWhile(page, page.locator(".message-more").last(), () => page.setViewportSize({ width, height: height - 150 }));
    },
    shown: ".action-menu:popover-open",
  },
  {
    // On a slow line, where the first ones are scrolled away before what draws them is there.
    name: "cards-twice",
    isPictured: false,
    open: "?world=cards",
    act: async (page) => {
      await slowly(page, /\/(?:Question|Totals|Statement)Body-[^/]*\.js$/u);
      await page.locator("a.line", { hasText: "Groupe francophone" }).click();
      for (const [kind, card] of [["sounding", ".sounding-answers"], ["sounding_totals", ".poll-options"], ["statement", ".statement-card"]]) {
        await page.locator(`article[data-kind=${kind}]`).last().locator(card).waitFor();
      }
    },
    shown: ".item",
  },
];

/** What is loaded late comes over a slow line. */
async function slowly(page, what) {
  await page.route(what, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await route.continue();
  });
}

/** What follows from something is laid out in the frames after it. */
async function inFrames(page) {
  for (let frame = 0; frame < 3; frame += 1) await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
}

/** Until the list goes nowhere by itself any more: it measures its rows, and waits whether there are others. */
async function comeToRest(page) {
  for (let turn = 0; turn < 2; turn += 1) {
    await inFrames(page);
    await page.clock.runFor(500);
  }
}

/** With a pointer that goes down, and up again in the same place after something has happened. */
async function pressWhile(page, button, happens) {
  await button.scrollIntoViewIfNeeded();
  await comeToRest(page);
  const { x, y, width, height } = await button.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await happens();
  await inFrames(page);
  await page.mouse.up();
}
