// A room with 50,000 messages: opened, scrolled, read from its first message on. Prints the longest
// task of each; how long one takes is the machine's doing as well, so none fails.

import { launch, openPage, openWindow, serve } from "./browser.mjs";

/** Below this the browser itself does not call a task long. */
const LONG_MS = 50;

const server = await serve();
const browser = await launch();
const context = await openWindow(browser, { language: "en", theme: "light", width: 1280, height: 800 });
const { page, troubles } = await openPage(context);
// Scrolling is measured in real time.
await page.clock.resume();
await page.addInitScript(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask", buffered: true });
});

async function measured(what, work) {
  await page.evaluate(() => {
    globalThis.longTasks.length = 0;
  });
  const start = performance.now();
  await work();
  const took = performance.now() - start;
  const tasks = await page.evaluate(() => globalThis.longTasks);
  const longest = tasks.length === 0 ? `none over ${LONG_MS} ms` : `${tasks.length} over ${LONG_MS} ms, the longest ${Math.max(...tasks).toFixed(0)} ms`;
  process.stdout.write(`50,000 messages, ${what}: ${longest} (${(took / 1000).toFixed(1)} s)\n`);
}

async function wheel(by) {
  await page.mouse.move(800, 400);
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, by);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

const shown = (text) => page.locator(".message-text", { hasText: text }).first().waitFor();

try {
  await page.goto(`${server.origin}/?world=big`);
  const href = await page.locator(".conversations .line").first().getAttribute("href");
  await measured("opening", async () => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, href);
    await shown(/^50000\./u);
  });
  await measured("scrolling back from the newest", () => wheel(-800));
  await measured("reaching the first, all of it loaded", async () => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `${href}/at/1`);
    await shown(/^1\. /u);
  });
  await measured("scrolling on from the first", () => wheel(800));
  await measured("scrolling in leaps", () => wheel(40_000));
  if (troubles.length > 0) throw new Error(troubles.join("; "));
} finally {
  await browser.close();
  server.close();
}
