// A person at the web app's real screens: what they see, click and type, in a Chromium of their own.
// Words are the English ones of web/src/words/en.ftl.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { startBrowser } from "../engine/browser.mjs";

/** What a person waits for on a slow machine before the test fails. */
const PATIENCE_MS = 90_000;

/** Names and signs stand between marks that keep their direction; this pattern looks past them. */
export const withMarks = (text) => new RegExp(text.split(" ").map((word) => `[\\u2066-\\u2069]*${word}[\\u2066-\\u2069]*`).join(" "), "u");

const isShown = (page) => page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });

export class Person {
  #requests = new Set();

  constructor(name, folder, origin, flags = []) {
    Object.assign(this, { name, folder, origin, flags });
  }

  /** Every host that any page or worker of this person has asked for anything. */
  get origins() {
    return [...this.#requests];
  }

  async open(address = `${this.origin}/`, ready = isShown) {
    // The hosts are listened for before the first page is opened.
    this.browser = await startBrowser(this.folder, "about:blank", () => undefined, this.flags);
    const { context } = this.browser;
    context.setDefaultTimeout(PATIENCE_MS);
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") || url.protocol.startsWith("ws")) this.#requests.add(url.host);
    });
    this.page = this.browser.page;
    await this.page.goto(address);
    await ready(this.page);
  }

  kill() {
    return this.browser?.kill() ?? Promise.resolve();
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** From the link to the first screen of one's own; answers the titles of the screens between. */
  async accept(invitation, passphrase) {
    const screens = [];
    const screen = async (title) => {
      await this.page.getByRole("heading", { name: title, level: 1 }).waitFor();
      screens.push(title);
    };
    await this.open(invitation);
    await screen("Welcome to Corridor");
    assert.equal(this.page.url(), `${this.origin}/`, "the invitation leaves the address at once");
    await this.page.getByLabel("Your name").fill(this.name);
    if (passphrase !== undefined) {
      await this.page.getByRole("radio", { name: /^A passphrase/u }).check();
      await this.page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
    }
    await this.button("Join").click();
    await screen("Your 24 recovery words");
    await this.page.locator(".word-grid li").first().waitFor();
    assert.equal(await this.page.locator(".word-grid li").count(), 24);
    await this.page.getByRole("checkbox").check();
    await this.button("Continue").click();
    await screen("You have arrived");
    await this.button("Look around first").click();
    await this.page.getByRole("navigation", { name: "Conversations" }).waitFor();
    return screens;
  }

  async unlock(passphrase) {
    await this.page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
    await this.button("Unlock").click();
  }

  async writeTo(account) {
    await this.page.getByRole("link", { name: "New conversation" }).click();
    await this.page.getByLabel("Person", { exact: true }).fill(account);
    await this.button("Begin").click();
    await this.composer().waitFor();
  }

  async makeRoom(title, people) {
    await this.page.getByRole("link", { name: "New conversation" }).click();
    await this.page.locator(".segments label", { hasText: "Room" }).click();
    await this.page.getByLabel("Title", { exact: true }).fill(title);
    await this.page.getByLabel("People", { exact: true }).fill(people.join(", "));
    await this.button("Make the room").click();
    await this.composer().waitFor();
  }

  line(title) {
    return this.page.locator("a.line").filter({ has: this.page.locator(".line-title", { hasText: title }) });
  }

  /** Goes to the conversation as soon as it is in the list. */
  async enter(title) {
    await this.line(title).first().click();
    await this.composer().waitFor();
  }

  composer() {
    return this.page.getByRole("textbox", { name: "Write a message" });
  }

  /** The last message that says that. */
  message(text) {
    return this.page.locator("article.message").filter({ hasText: text }).last();
  }

  sheet() {
    return this.page.getByRole("dialog");
  }

  /** Until none is on the page: one that is closed is not seen any more, and leaves a moment later. */
  untilNoSheet() {
    return this.page.locator("dialog").first().waitFor({ state: "detached" });
  }

  async closeSheet() {
    await this.page.keyboard.press("Escape");
    await this.untilNoSheet();
  }

  /** By key: the message gets the focus, then the letter means it. */
  async press(text, key) {
    await this.message(text).focus();
    await this.page.keyboard.press(key);
  }

  /** By hand: the button beside the message, and a line of what opens. */
  async choose(text, name) {
    await this.message(text).hover();
    await this.message(text).getByRole("button", { name: "What to do with this message" }).click();
    await this.page.locator(".action-menu").getByRole("button", { name: withMarks(name) }).first().click();
  }

  /** A line of the menu of the conversation that is open. */
  async openMenu(name) {
    await this.button("More about this conversation").click();
    await this.page.getByRole("link", { name }).click();
  }

  /** Looks at who is new where that is asked, until `done` is on the screen or gone from it, as `state` says. */
  async throughGate(done, state = "visible") {
    const gate = this.page.getByRole("button", { name: /^Send to /u });
    await Promise.race([gate.waitFor().catch(() => undefined), done.waitFor({ state })]);
    if (await gate.isVisible()) await gate.click();
    await done.waitFor({ state });
  }

  /** Chooses files as the button does. */
  attach(...files) {
    return this.page.locator(".composer input[type=file]").setInputFiles(files);
  }

  /** Presses the button of the sheet of files, and waits until each of them is taken. */
  async sendFiles() {
    await this.sheet().getByRole("button", { name: "Send", exact: true }).click();
    await this.throughGate(this.page.locator("dialog").first(), "detached");
  }

  /** The bytes of a file, as this person's disk gets them: of the message with that name or those words in it. */
  save(text) {
    return this.saveFrom(this.message(text));
  }

  async saveFrom(place) {
    const download = this.page.waitForEvent("download");
    await place.getByRole("button", { name: "Save" }).click();
    return readFile(await (await download).path());
  }

  /** With the tab key alone. */
  async tabTo(place) {
    for (let step = 0; step < 60; step += 1) {
      if (await place.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`the tab key does not lead ${this.name} to ${place}`);
  }

  /** Opens what is added to a message with the keyboard alone: back from the field, and down the menu. */
  async addByKeys(name) {
    await this.composer().focus();
    // Past the nudges.
    await this.page.keyboard.press("Shift+Tab");
    await this.page.keyboard.press("Shift+Tab");
    await this.page.keyboard.press("Enter");
    const entries = this.page.locator(".composer .menu:popover-open button");
    const names = await entries.allInnerTexts();
    assert.ok(names.includes(name), `${name} is one of ${names.join(", ")}`);
    await this.page.waitForFunction(() => document.activeElement?.closest(".menu") !== null);
    for (let step = 0; step < names.indexOf(name); step += 1) await this.page.keyboard.press("ArrowDown");
    assert.equal(await this.page.evaluate(() => document.activeElement?.textContent), name);
    await this.page.keyboard.press("Enter");
  }

  /** Types it and presses Enter until the app has taken it, after a look at who is new where it asks for one. */
  async say(text) {
    const field = this.composer();
    const gate = this.page.getByRole("button", { name: /^Send to /u });
    const isTaken = async () => (await field.inputValue()) === "";
    const answered = async (done) => {
      const deadline = performance.now() + PATIENCE_MS;
      while (!(await done())) {
        if (performance.now() > deadline) throw new Error(`${this.name} waited in vain with ${text}`);
        await this.page.waitForTimeout(10);
      }
    };
    await field.fill(text);
    await field.press("Enter");
    await answered(async () => (await isTaken()) || (await gate.isVisible()));
    if (await gate.isVisible()) await gate.click();
    await answered(isTaken);
  }

  /** Until that text stands among the messages. */
  async sees(text) {
    await this.page.locator(".message-text", { hasText: text }).last().waitFor();
  }

  /** Until none of this person's own messages waits any more. */
  async untilSent() {
    await this.page.waitForFunction(
      () => document.querySelector(".message") !== null && document.querySelector(".message-acts") === null,
    );
  }

  /** What this person has of the open conversation, by the app's own export: texts in their order. */
  async export() {
    await this.openMenu("Room settings");
    const download = this.page.waitForEvent("download");
    await this.button("Export this conversation").click();
    const file = await (await download).path();
    const skipped = await this.page.getByText("Skipped by everybody").count();
    await this.page.locator(".room-panel").getByRole("link", { name: "Back" }).click();
    const lines = (await readFile(file, "utf8")).trim().split("\n").map((line) => JSON.parse(line)).slice(1);
    return {
      texts: lines.filter((item) => item.kind === "text").map((item) => item.text),
      unreadable: lines.filter((item) => item.kind === "unknown").length + skipped,
      unsent: lines.filter((item) => item.seq === null).length,
    };
  }

  /** Until every file of the app lies in this browser. */
  async untilKeptOffline() {
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }

  /** What was on the screen when a test failed. */
  async tellTrouble() {
    if (this.page === undefined) return;
    const text = await this.page.locator("body").innerText().catch(() => "(closed)");
    console.error(`--- ${this.name} sees:\n${text}`);
  }
}
