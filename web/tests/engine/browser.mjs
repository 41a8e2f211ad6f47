// Chromium as a process of its own, so that it can be killed as a computer that loses power kills it.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

import { chromium } from "playwright-core";

const PROGRAM = "/usr/bin/chromium";

const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--no-first-run",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--remote-debugging-port=0",
  // Wide enough for the list and the conversation side by side.
  "--window-size=1280,900",
];

const hasEngine = (page) => page.waitForFunction(() => globalThis.engine !== undefined);

/** A browser over the profile in `folder`, with one page at `address`, as soon as `ready` says so of it. */
export async function startBrowser(folder, address, ready = hasEngine, flags = []) {
  const child = spawn(PROGRAM, [...FLAGS, ...flags, `--user-data-dir=${folder}`, "about:blank"], {
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const endpoint = await new Promise((resolve, reject) => {
    const said = [];
    createInterface({ input: child.stderr }).on("line", (line) => {
      said.push(line);
      const found = line.match(/^DevTools listening on (ws:\S+)/);
      if (found) resolve(found[1]);
    });
    child.once("exit", (code) => reject(new Error(`Chromium ended (${code}): ${said.join("\n")}`)));
    child.once("error", reject);
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  const page = await openPage(context, address, ready);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  return {
    page,
    context,
    newPage: () => openPage(context, address, ready),
    /** Every process of it, at once, without a word. */
    async kill() {
      process.kill(-child.pid, "SIGKILL");
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}

async function openPage(context, address, ready) {
  const page = await context.newPage();
  page.on("console", (message) => {
    // A browser asks for an icon, whether there is one or not.
    if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico")) console.error(`  page: ${message.text()}`);
  });
  page.on("pageerror", (error) => console.error(`  page: ${error}`));
  await page.goto(address);
  await ready(page);
  return page;
}
