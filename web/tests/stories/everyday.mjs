// Two people in real Chromium and one in a terminal, over a real relay: a poll that is asked, voted in, changed
// and ended; a text for later; a search that is narrowed; a room that becomes one of announcements and forgets.
//
//   node tests/stories/everyday.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";

import { openScene } from "./scene.mjs";

const ROOM = "Fisheries, article 7";
const QUESTION = "Do we accept paragraph 3?";
const SECRET = "Who should chair the next round?";

const { relay, person, terminal, story, picture, play } = await openScene("everyday", { hasTerminal: true });
const [alice, bob] = ["alice", "bob"].map((name) => person(name));
const dora = terminal("dora");

const pollOf = (who, question) => who.page.locator(".poll").filter({ hasText: question }).last();

const optionOf = (who, question, answer) =>
  pollOf(who, question).locator(".poll-option").filter({ has: who.page.locator("bdi", { hasText: new RegExp(`^${answer}$`, "u") }) });

/** Until that many stand beside the answer, on this person's screen. */
const untilVotes = (who, question, answer, votes) =>
  optionOf(who, question, answer).locator(".poll-votes", { hasText: `${votes}` }).waitFor();

async function askPoll(who, question, answers, change = async () => undefined) {
  await who.button("Add").click();
  await who.button("Poll").click();
  const sheet = who.page.getByRole("dialog", { name: "Poll" });
  await sheet.getByLabel("Question").fill(question);
  for (const [at, answer] of answers.entries()) {
    if (at > 1) await sheet.getByRole("button", { name: "Add an answer" }).click();
    await sheet.getByRole("textbox", { name: /^Answer/u }).nth(at).fill(answer);
  }
  await change(sheet);
  await sheet.getByRole("button", { name: "Ask" }).click();
  await who.throughGate(pollOf(who, question));
  await sheet.waitFor({ state: "detached" });
  await who.untilSent();
}

/** With the keyboard alone: to the answer, and Enter for the button that appeared. */
async function vote(who, question, answer) {
  const poll = pollOf(who, question);
  await optionOf(who, question, answer).locator("input").focus();
  await who.page.keyboard.press("Space");
  await who.page.keyboard.press("Enter");
  await poll.getByRole("button", { name: "Take my vote back" }).waitFor();
}

async function endPoll(who, question) {
  await pollOf(who, question).getByRole("button", { name: "End the poll" }).click();
  await who.page.getByRole("dialog").getByRole("button", { name: "End the poll" }).click();
}

async function openSettings(who) {
  await who.openMenu("Room settings");
  await who.page.getByLabel("What this room is for").waitFor();
}

/** As a date field takes it: on this device's clock. */
const written = (millis) => new Date(millis - new Date(millis).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

async function putOff(who, text, at) {
  await who.composer().fill(text);
  await who.button("Send later").click();
  const sheet = who.page.getByRole("dialog", { name: "Send later" });
  await sheet.getByLabel("When").fill(written(at));
  await sheet.getByRole("button", { name: "Send later" }).click();
  await sheet.waitFor({ state: "detached" });
}

await play(async () => {
  for (const who of [alice, bob]) await story(`${who.name} accepts an invitation`, () => who.accept(relay.invite()));
  await dora.accept(relay.invite());

  await story("a room of three", async () => {
    await alice.makeRoom(ROOM, ["bob", "dora"]);
    await alice.say("Good morning.");
    await bob.enter(ROOM);
    await bob.sees("Good morning.");
    await bob.say("Good morning from the coast.");
    await alice.sees("Good morning from the coast.");
  });

  await story("an open poll: voted in by two, changed, taken back, ended", async () => {
    await askPoll(alice, QUESTION, ["Yes", "No", "With changes"]);
    await pollOf(bob, QUESTION).waitFor();
    await vote(bob, QUESTION, "No");
    await untilVotes(alice, QUESTION, "No", 1);
    await vote(alice, QUESTION, "Yes");
    await untilVotes(bob, QUESTION, "Yes", 1);
    await vote(bob, QUESTION, "With changes");
    await untilVotes(alice, QUESTION, "With changes", 1);
    await untilVotes(alice, QUESTION, "No", 0);
    await pollOf(alice, QUESTION).locator("summary").click();
    await pollOf(alice, QUESTION).locator("dd", { hasText: "bob" }).waitFor();
    await picture(alice, "poll");
    await pollOf(bob, QUESTION).getByRole("button", { name: "Take my vote back" }).click();
    await untilVotes(alice, QUESTION, "With changes", 0);
    await vote(bob, QUESTION, "Yes");
    await untilVotes(alice, QUESTION, "Yes", 2);
    await endPoll(alice, QUESTION);
    await pollOf(bob, QUESTION).getByText("Ended").waitFor();
    assert.equal(await pollOf(bob, QUESTION).locator("input").count(), 0, "nobody votes in what has ended");
    await untilVotes(bob, QUESTION, "Yes", 2);
  });

  await story("a hidden poll shows nothing before it ends", async () => {
    await askPoll(alice, SECRET, ["Kenya", "Norway"], (sheet) => sheet.getByRole("radio", { name: /^Show nothing until it ends/u }).check());
    await pollOf(bob, SECRET).waitFor();
    await vote(bob, SECRET, "Kenya");
    await pollOf(alice, SECRET).getByText("person has voted").waitFor();
    for (const who of [alice, bob]) assert.equal(await pollOf(who, SECRET).locator(".poll-votes").count(), 0, `${who.name} sees no votes`);
    await endPoll(alice, SECRET);
    await untilVotes(bob, SECRET, "Kenya", 1);
    assert.equal(await pollOf(alice, SECRET).locator("summary").count(), 0, "and never who");
  });

  await story("a text for later: back to the draft, at once, and at its time", async () => {
    await putOff(alice, "The text is in your rooms.", Date.now() + 3_600_000);
    await alice.button("Back to the draft").click();
    await alice.page.waitForFunction(() => document.querySelector(".composer-text").value === "The text is in your rooms.");
    await putOff(alice, "The text is in your rooms.", Date.now() + 3_600_000);
    await alice.page.reload();
    await alice.enter(ROOM);
    await alice.button("Send now").click();
    await bob.sees("The text is in your rooms.");
    await alice.untilSent();
    assert.equal(await alice.page.locator(".message-text", { hasText: "The text is in your rooms." }).count(), 1);
    // The field counts minutes: the next one that a slow machine does not reach while it types.
    await putOff(alice, "Plenary in five minutes.", Math.ceil((Date.now() + 20_000) / 60_000) * 60_000);
    assert.equal(await bob.page.locator(".message-text", { hasText: "Plenary in five minutes." }).count(), 0);
    await picture(alice, "later");
    await bob.sees("Plenary in five minutes.");
    await alice.untilSent();
  });

  await story("a search by person and kind leads to the place", async () => {
    assert.ok((await dora.texts(ROOM)).includes("Good morning."));
    await dora.send(ROOM, "The coast is clear.");
    await bob.sees("The coast is clear.");
    await bob.page.keyboard.press("Alt+f");
    await bob.page.getByLabel("Words", { exact: true }).fill("coast");
    const hits = bob.page.locator(".found");
    await hits.nth(1).waitFor();
    await bob.page.getByLabel("Said by").fill("dora");
    await bob.page.waitForFunction(() => document.querySelectorAll(".found").length === 1);
    await bob.page.getByLabel("Said by").fill("");
    await bob.page.getByLabel("Words", { exact: true }).fill("");
    await bob.page.getByRole("radio", { name: "Polls" }).check({ force: true });
    await bob.page.waitForFunction(() => document.querySelectorAll(".found").length === 2);
    await bob.page.getByLabel("Words", { exact: true }).focus();
    await picture(bob, "search");
    await bob.page.keyboard.press("ArrowDown");
    await bob.page.keyboard.press("Enter");
    await bob.page.locator('[data-reached="true"] .poll').waitFor();
  });

  await story("a room becomes one of announcements, and forgets", async () => {
    await openSettings(alice);
    await alice.page.getByLabel("What this room is for").fill("Notices of the chair.");
    await alice.button("Save").click();
    await bob.page.getByText("described the room").last().waitFor();
    await alice.page.getByLabel("Who may write").selectOption("admin");
    await bob.page.getByText("You can read here, not write").waitFor();
    assert.equal(await bob.composer().count(), 0, "Bob has nothing to write in");
    await assert.rejects(dora.send(ROOM, "But may I?"), "the terminal is refused as well");
    await alice.page.getByLabel("Disappearing messages").selectOption("300");
    await bob.page.getByText("lets messages disappear after").last().waitFor();
    await alice.page.locator(".room-panel").getByRole("link", { name: "Back" }).click();
    await alice.say("This goes away.");
    await bob.sees("This goes away.");
    await bob.page.locator(".message", { hasText: "This goes away." }).locator(".message-fades").waitFor();
    await openSettings(bob);
    assert.ok(await bob.page.getByLabel("Who may write").isDisabled(), "a member changes nothing");
    await bob.page.getByText("Only an owner can change this.").first().waitFor();
    await picture(bob, "announcements");
    await bob.page.getByRole("checkbox", { name: /^Archive/u }).check();
    await bob.page.getByText(/^Archived:/u).waitFor();
  });
});
