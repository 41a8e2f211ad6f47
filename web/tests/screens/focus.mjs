// What people do to messages, by key alone: the focus is never lost, and a message is heard as one sentence.

import assert from "node:assert/strict";
import { launch, openPage, openScene, openWindow, serve } from "./browser.mjs";

const server = await serve();
const browser = await launch();
const context = await openWindow(browser, { language: "en", theme: "light", width: 1280, height: 800 });
const { page, troubles } = await openPage(context);
// Rows are mounted in real frames.
await page.clock.resume();

const message = (text) => page.locator("article.message", { hasText: text }).first();
const key = (name) => page.keyboard.press(name);

/** Until the focus is on what matches and says that. */
async function focusOn(what, selector, text = "") {
  try {
    await page.waitForFunction(
      ([wanted, words]) => document.activeElement?.matches(wanted) === true && document.activeElement.textContent.includes(words),
      [selector, text],
      { timeout: 20_000 },
    );
  } catch {
    const is = await page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.className}: ${document.activeElement?.textContent?.slice(0, 60)}`);
    assert.fail(`${what}: the focus is on ${is}`);
  }
}

try {
  await openScene(page, server.origin, { open: "?world=full", room: 0, shown: ".message" });

  const heard = (await page.locator(".messages-scroll").ariaSnapshot()).replaceAll(/[\u2066-\u2069]/gu, "");
  assert.match(heard, /"kofi\.mensah, \d\d:\d\d: In reply to ana\.lopez\. Only the square brackets are left\. We can drop the brackets/u);
  assert.match(heard, /"You, \d\d:\d\d: Here is where we are, for the record: 2\. Parties .* edited\. pinned\. Read\. 👍 by henrik and olga\.petrova\. 👀 by kofi\.mensah\."/u);

  await message("small island states").locator(".quoted").click();
  await focusOn("after a quote was followed", "article", "Only the square brackets");
  await key("m");
  await focusOn("in the menu", ".action-menu button");
  await key("Escape");
  await focusOn("after the menu", "article", "Only the square brackets");
  await key("+");
  await focusOn("in the menu", ".action-menu button");
  await key("Enter");
  await focusOn("after a reaction", "article", "Only the square brackets");
  await message("Only the square brackets").locator(".reaction").waitFor();
  await key("f");
  await focusOn("where one forwards", "dialog input");
  await key("Escape");
  await focusOn("after nothing was forwarded", "article", "Only the square brackets");
  await key("r");
  await focusOn("where one answers", "textarea");
  await key("Escape");
  assert.equal(await page.locator(".composer-about").count(), 0, "Escape leaves the answer, and not the room");
  await message("Only the square brackets").focus();
  await key("Delete");
  await page.locator("dialog button[data-kind=grave]").click();
  await focusOn("after it was taken back", "article.withdrawn");
  await message("small island states").focus();
  await key("Delete");
  await page.locator("dialog .modal-body .button").last().click();
  await focusOn("after it was deleted here", "article", "read the footnote out");
  await page.locator(".pinned-first").click();
  await focusOn("after a pin was followed", "article", "for the record");

  await openScene(page, server.origin, { open: "?world=full", room: 7, shown: ".once .button" });
  await page.locator(".once .button").first().focus();
  await key("Enter");
  // Twice, as somebody does who is not sure: it is asked for once.
  await key("Enter");
  await page.locator("dialog.viewer img").waitFor();
  await key("Escape");
  await focusOn("after what is opened once was put away", "article", "For your eyes.");
  assert.equal(await page.locator("dialog, .notice").count(), 0, "and nothing else has come of it");
  assert.deepEqual(troubles, []);
  process.stdout.write("what people do to messages by key: the focus stayed in its place\n");
} finally {
  await browser.close();
  server.close();
}
