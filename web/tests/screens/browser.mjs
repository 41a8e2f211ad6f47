// Debian's Chromium over the stand-in's build, which a server of a few lines hands out.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";

const WEB = join(import.meta.dirname, "../..");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json", ".png": "image/png" };

/** The time on every picture; the stand-in's messages are dated from it. */
export const NOW = new Date("2026-11-23T15:40:00Z");

export async function buildStandIn() {
  await build({ configFile: join(WEB, "tests/stand-in/vite.config.ts"), logLevel: "warn" });
}

export function serve() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    // The settings show the hash of this list, which only a build for a relay has.
    if (path === "/build.txt") {
      response.writeHead(200, { "content-type": "text/plain" }).end("stand-in\n");
      return;
    }
    const name = normalize(path === "/" ? "/index.html" : path);
    try {
      const body = await readFile(join(WEB, "dist-stand-in", name));
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }));
  });
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CORRIDOR_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"],
  });
}

/** A window in a language, a theme and a width. */
export async function openWindow(browser, { language, theme, width, height }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: language === "ar" ? "ar-EG" : "en-GB",
    timezoneId: "UTC",
    hasTouch: width < 500,
  });
  // A machine that does much else at once is slow, not wrong.
  context.setDefaultTimeout(90_000);
  return context;
}

/** A page that remembers nothing of the one before. What goes wrong in it is kept. */
export async function openPage(context) {
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(`${error}`));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(message.text());
  });
  await page.clock.install({ time: NOW });
  return { page, troubles };
}

export async function openScene(page, origin, scene) {
  const rooms = { hash: "" };
  if (scene.room !== undefined) {
    // The stand-in's rooms are known by their place in the list.
    await page.goto(`${origin}/${scene.open}`);
    const link = page.locator(".conversations .line").nth(scene.room);
    await link.waitFor();
    rooms.hash = (await link.getAttribute("href")) ?? "";
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `${rooms.hash}${scene.panel === undefined ? "" : `/${scene.panel}`}`);
  } else await page.goto(`${origin}/${scene.open}`);
  await page.locator("main").first().waitFor({ state: "attached" });
  if (scene.room !== undefined && scene.panel === undefined) await page.locator(".item, .room-state").first().waitFor();
  if (scene.room === undefined && scene.act !== undefined) await page.locator("main button, main .button, .line, form").first().waitFor({ state: "attached" });
  await scene.act?.(page);
  await page.locator(scene.shown).first().waitFor();
  // Lists measure their rows, and scroll, in the frames after they appear.
  await page.clock.runFor(1000);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
