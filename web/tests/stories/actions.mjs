// What people do to messages, between two in real Chromium over a real relay: each sees what the other did,
// also what was done while the relay was away, and after a reload.
//
//   node tests/stories/actions.mjs RELAY SITE [--pictures FOLDER]

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { startRelay } from "../engine/relay.mjs";
import { Person } from "./person.mjs";

const [relayProgram, site, ...options] = process.argv.slice(2);
const pictures = options[0] === "--pictures" ? options[1] : undefined;

const ROOM = "Fisheries, article 7";

const base = await mkdtemp(path.join(tmpdir(), "corridor-actions-"));
const relay = await startRelay(relayProgram, path.join(base, "relay"), site);
const [alice, bob] = ["alice", "bob"].map((name) => new Person(name, path.join(base, name), relay.origin));

const shot = (who, name) =>
  pictures === undefined ? undefined : who.page.screenshot({ path: path.join(pictures, `${name}.png`) });

async function story(name, act) {
  const start = performance.now();
  await act();
  console.log(`  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** The message that says that. */
const message = (who, text) => who.page.locator("article.message").filter({ hasText: text }).last();
const reached = (who, text) => who.page.locator("article[data-reached=true]").filter({ hasText: text });
const sheet = (who) => who.page.getByRole("dialog");

/** By key: the message gets the focus, then the letter means it. */
async function press(who, text, key) {
  await message(who, text).focus();
  await who.page.keyboard.press(key);
}

/** By hand: the button beside the message, and a line of what opens. */
async function choose(who, text, name) {
  await message(who, text).hover();
  await message(who, text).getByRole("button", { name: "What to do with this message" }).click();
  await who.page.locator(".action-menu").getByRole("button", { name: pattern(name) }).first().click();
}

/** Names and signs stand between marks that keep their direction; a pattern looks past them. */
const pattern = (text) => new RegExp(text.split(" ").map((word) => `[\\u2066-\\u2069]*${word}[\\u2066-\\u2069]*`).join(" "), "u");
const gave = (who, text, reaction, ...people) =>
  message(who, text).locator(".reaction", { hasText: pattern(`${reaction} by ${people.join(" and ")}`) }).waitFor();

try {
  await alice.accept(relay.invite());
  await bob.accept(relay.invite());
  await bob.writeTo("alice");
  await bob.say("Are you in the room?");
  await alice.makeRoom(ROOM, ["bob"]);
  await alice.say("Paragraph 3 is open.");
  await bob.enter(ROOM);
  await bob.sees("Paragraph 3 is open.");
  await bob.say("We can live with it.");
  await alice.sees("We can live with it.");

  await story("Alice answers with a quote, and Bob follows it to what was said", async () => {
    await press(alice, "We can live with it.", "r");
    await alice.page.getByText(pattern("Replying to bob")).waitFor();
    await alice.say("Then I will say so.");
    const answer = message(bob, "Then I will say so.");
    await answer.locator(".quoted", { hasText: "We can live with it." }).click();
    await reached(bob, "We can live with it.").first().waitFor();
  });

  await story("Alice reacts, Bob too, and takes it back", async () => {
    await choose(alice, "Then I will say so", "React with 👍");
    await gave(bob, "Then I will say so", "👍", "alice");
    await message(bob, "Then I will say so").locator(".reaction").click();
    await gave(alice, "Then I will say so", "👍", "alice", "bob");
    await message(bob, "Then I will say so").locator(".reaction").click();
    await gave(alice, "Then I will say so", "👍", "alice");
  });

  await story("Alice says her last message otherwise, and Bob reads both", async () => {
    await alice.composer().press("ArrowUp");
    assert.equal(await alice.composer().inputValue(), "Then I will say so.");
    await alice.say("Then I will say so **on Monday**.");
    await bob.sees("Then I will say so on Monday.");
    assert.equal(await message(bob, "on Monday").locator("strong").innerText(), "on Monday");
    await message(bob, "on Monday").locator(".message-edited").click();
    await sheet(bob).getByText("Then I will say so.", { exact: true }).waitFor();
    await bob.page.keyboard.press("Escape");
  });

  await story("Alice names Bob, who is elsewhere", async () => {
    await bob.page.getByRole("link", { name: "Settings" }).first().click();
    await bob.composer().waitFor({ state: "detached" });
    await alice.composer().pressSequentially("Could you read it out, @bo");
    await alice.page.getByRole("option", { name: "bob" }).waitFor();
    await alice.composer().press("Enter");
    assert.equal(await alice.composer().inputValue(), "Could you read it out, @bob ");
    await alice.composer().press("Enter");
    await bob.line(ROOM).getByText(pattern("1 message mentions you")).waitFor({ state: "attached" });
    await bob.enter(ROOM);
    await bob.page.locator("article[data-mentions=true]", { hasText: "read it out" }).waitFor();
    await shot(bob, "mentioned");
  });

  await story("Alice pins, and Bob goes there", async () => {
    await choose(alice, "Paragraph 3 is open.", "Pin for everyone");
    await bob.page.locator(".pinned-first", { hasText: "Paragraph 3 is open." }).click();
    await reached(bob, "Paragraph 3 is open.").waitFor();
  });

  await story("Bob forwards, and it says that it was and not from where", async () => {
    await press(bob, "on Monday", "f");
    await sheet(bob).getByRole("searchbox").fill("ali");
    await sheet(bob).getByRole("button", { name: /^Forward to/u }).click();
    await sheet(bob).getByText("Forwarded", { exact: true }).waitFor();
    await bob.page.keyboard.press("Escape");
    await alice.enter("bob");
    await message(alice, "on Monday").locator(".message-mark").waitFor();
    assert.equal(await message(alice, "on Monday").getByText(ROOM).count(), 0);
    await alice.enter(ROOM);
  });

  await story("what is done while the relay is away is seen later, and once", async () => {
    await alice.untilKeptOffline();
    await alice.say("This was a mistake.");
    await bob.sees("This was a mistake.");
    await alice.untilSent();
    await relay.stop();
    await press(alice, "This was a mistake.", "Delete");
    await sheet(alice).getByRole("button", { name: "Delete for everyone" }).click();
    await alice.page.locator(".withdrawn").waitFor();
    await choose(alice, "Then I will say so", "React with 👀");
    await choose(bob, "Then I will say so", "React with ✅");
    await alice.page.reload();
    await alice.enter(ROOM);
    await alice.page.locator(".withdrawn").waitFor();
    await gave(alice, "Then I will say so", "👀", "alice");
    await shot(alice, "acts-offline");
    await relay.start();
    await bob.page.locator(".withdrawn", { hasText: pattern("alice took back a message") }).waitFor();
    // The list of conversations asks by itself, a moment later.
    await bob.page.locator(".room, .conversations").getByText("This was a mistake.").first().waitFor({ state: "detached" });
    await gave(bob, "Then I will say so", "👀", "alice");
    await gave(alice, "Then I will say so", "✅", "bob");
  });

  await story("Bob marks for himself, deletes on his device, and reloads", async () => {
    await choose(bob, "Paragraph 3 is open.", "Mark for yourself");
    await press(bob, "Could you read it out", "Delete");
    await sheet(bob).getByRole("button", { name: "Delete on this device" }).click();
    await message(bob, "Could you read it out").waitFor({ state: "detached" });
    assert.notEqual(await bob.page.evaluate(() => document.activeElement?.tagName), "BODY", "the focus has a place");
    await bob.page.reload();
    await bob.page.getByRole("link", { name: "Marked" }).click();
    await bob.page.locator("main .line", { hasText: "Paragraph 3 is open." }).click();
    await reached(bob, "Paragraph 3 is open.").waitFor();
    assert.equal(await message(bob, "Could you read it out").count(), 0);
    assert.equal(await message(alice, "Could you read it out").count(), 1, "others keep it");
    await message(bob, "on Monday").locator(".quoted").waitFor();
    await message(bob, "on Monday").locator(".message-edited").waitFor();
    await bob.page.locator(".withdrawn").waitFor();
    await bob.page.locator(".pinned-first", { hasText: "Paragraph 3 is open." }).waitFor();
    await gave(bob, "Then I will say so", "👀", "alice");
    await shot(bob, "acts-all");
  });
} catch (error) {
  for (const who of [alice, bob]) await who.tellTrouble();
  throw error;
} finally {
  for (const who of [alice, bob]) await who.kill().catch(() => undefined);
  await relay.stop().catch(() => undefined);
  await rm(base, { recursive: true, force: true, maxRetries: 5 });
}
