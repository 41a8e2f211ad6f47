// One question to people who are each asked alone, and one to a room, in real Chromium and in terminals, over a real
// relay: three at screens, three in terminals. Asked, answered, reminded and told with the keyboard alone, and what a screen
// reader hears of it is held against what it should.
//
//   node tests/stories/sounding.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";

import { withMarks } from "./person.mjs";
import { openScene } from "./scene.mjs";

const ROOM = "Fisheries, article 7";
const QUESTION = "What would you accept?";
const TO_ALL = "Is the bracket worth a night?";

const { relay, person, terminal, story, pictures, play } = await openScene("sounding", { hasTerminal: true });
const [alice, bob, carol] = ["alice", "bob", "carol"].map((name) => person(name));
const [dora, emil, frank] = ["dora", "emil", "frank"].map((name) => terminal(name));
const atScreens = [alice, bob, carol];

const card = (who, question) => who.page.locator(".sounding").filter({ hasText: question }).last();
const button = (place, name) => place.getByRole("button", { name: withMarks(name) });

/** What a screen reader hears of a part of the screen, without the marks that keep directions. */
const heard = async (place) => (await place.ariaSnapshot()).replaceAll(/[\u2066-\u2069]/gu, "");

async function pressByKeys(who, place, key = "Enter") {
  await who.tabTo(place);
  await who.page.keyboard.press(key);
}

async function typeInto(who, place, text) {
  await who.tabTo(place);
  await who.page.keyboard.type(text);
}

/** From wherever one is to the list of what one has asked, by the link above the conversations. */
async function openAsked(who) {
  await who.page.getByRole("navigation", { name: "Conversations" }).getByRole("link", { name: "What you have asked" }).focus();
  await who.page.keyboard.press("Enter");
  await who.page.getByRole("heading", { name: "What you have asked" }).waitFor();
}

async function fillIn(who, question, answers) {
  await typeInto(who, who.page.getByLabel("Question", { exact: true }), question);
  for (const [at, answer] of answers.entries()) {
    await typeInto(who, who.page.getByRole("textbox", { name: /^Answer/u }).nth(at), answer);
  }
  await pressByKeys(who, who.page.getByRole("button", { name: "Ask", exact: true }));
  await who.page.getByRole("heading", { name: question }).waitFor();
}

const untilAnswered = (who, count) => who.page.getByRole("status").filter({ hasText: withMarks(count) }).first().waitFor();

/** The place of a question in a terminal, and a way to answer it there. */
async function answerAt(who, room, question, ...words) {
  const items = await who.items(room);
  const asked = items.findLast((item) => item.kind === "sounding" && item.text === question);
  await who.run("answer", room, String(asked.seq), ...words);
  return items;
}

/** Arabic for a picture, and back: words and direction are all that change. */
async function inArabic(who, title) {
  const choose = async (language) => {
    await who.page.evaluate((chosen) => localStorage.setItem("corridor-preferences", JSON.stringify({ language: chosen })), language);
    await who.page.reload();
    await who.page.locator(".sounding, .soundings-table, .soundings-totals").first().waitFor();
  };
  await choose("ar");
  assert.equal(await who.page.evaluate(() => document.documentElement.dir), "rtl");
  await pictures(who, `${title}-ar`);
  await choose("en");
}

await play(async () => {
  for (const who of [...atScreens, dora, emil, frank]) await who.accept(relay.invite());

  await story("Alice asks five people, each alone, without a mouse", async () => {
    await openAsked(alice);
    await alice.page.getByText("You have asked nobody yet.").waitFor();
    await pressByKeys(alice, alice.page.getByRole("link", { name: "Ask around" }));
    await alice.page.getByText("Nobody sees who else is asked, nor what they say.").waitFor();
    await typeInto(alice, alice.page.getByLabel("People", { exact: true }), "bob, carol, dora, emil, frank");
    await pictures(alice, "sounding-new");
    await fillIn(alice, QUESTION, ["Ten years", "Five years"]);
    await untilAnswered(alice, "0 of 5 have answered");
    const table = await heard(alice.page.getByRole("table"));
    assert.match(table, /table "Who was asked, what they answered, and since when"/u);
    for (const name of ["bob", "carol", "dora", "emil", "frank"]) assert.match(table, new RegExp(`rowheader "${name}"`, "u"));
  });

  await story("Bob answers with one key, Carol in her own words, Dora in a terminal", async () => {
    await bob.enter("alice");
    await card(bob, QUESTION).getByText(withMarks("Only alice sees what you answer, and may tell others how many answered what, without names. You do not see who else is asked.")).waitFor();
    const before = await heard(card(bob, QUESTION));
    assert.match(before, /group "What would you accept\?"/u);
    assert.match(before, /button "Ten years"(?! \[pressed\])/u);
    assert.match(before, /textbox "In your own words"/u);
    await pressByKeys(bob, button(card(bob, QUESTION), "Ten years"));
    await card(bob, QUESTION).getByRole("status").filter({ hasText: withMarks("You answered: Ten years") }).waitFor();
    assert.match(await heard(card(bob, QUESTION)), /button "Ten years" \[pressed\]/u);
    await pictures(bob, "sounding-answered");
    await inArabic(bob, "sounding-answered");
    await carol.enter("alice");
    await typeInto(carol, card(carol, QUESTION).getByRole("textbox"), "Seven, if article 4 stays");
    await carol.page.keyboard.press("Enter");
    await card(carol, QUESTION).getByRole("status").filter({ hasText: withMarks("You answered: Seven, if article 4 stays") }).waitFor();
    const read = await answerAt(dora, "alice", QUESTION, "1", "--text", "but not in May");
    assert.equal(read.some((item) => /bob|carol|emil|frank/u.test(JSON.stringify(item))), false, "Dora reads of nobody else");
  });

  await story("the table fills, with what each said and since when, and nobody else has it", async () => {
    await untilAnswered(alice, "3 of 5 have answered");
    const rows = await heard(alice.page.getByRole("table"));
    assert.match(rows, /row "bob Ten years \d/u);
    assert.match(rows, /row "carol Seven, if article 4 stays \d/u);
    assert.match(rows, /row "dora Ten years: but not in May \d/u);
    const totals = await heard(alice.page.getByRole("region", { name: "Totals" }));
    assert.match(totals, /Ten years.*2 people/su);
    assert.match(totals, /In their own words.*1 person/su);
    await pictures(alice, "sounding-table");
    await inArabic(alice, "sounding-table");
    for (const [who, others] of [[bob, /carol|dora|emil|frank|Seven|May/u], [carol, /bob|dora|emil|frank|May/u]]) {
      assert.doesNotMatch(await who.page.locator("body").innerText(), others, `${who.name} sees nobody else`);
    }
  });

  await story("Bob thinks better of it; who has not answered is reminded, and nobody else", async () => {
    await pressByKeys(bob, button(card(bob, QUESTION), "Five years"));
    await alice.page.getByRole("row", { name: withMarks("bob Five years") }).waitFor();
    await pressByKeys(alice, alice.page.getByRole("button", { name: "Remind who has not answered" }));
    await alice.page.getByText("Reminders are on their way.").waitFor();
    await alice.page.getByRole("row", { name: /emil.*reminded/u }).waitFor();
    const reminders = async (who) => (await who.items("alice")).filter((item) => item.kind === "sounding_reminder").length;
    assert.deepEqual([await reminders(emil), await reminders(dora)], [1, 0]);
    await answerAt(emil, "alice", QUESTION, "2");
    await untilAnswered(alice, "4 of 5 have answered");
  });

  await story("the totals are shared in a room, and no name with them", async () => {
    const address = alice.page.url();
    await alice.makeRoom(ROOM, ["bob", "carol", "dora", "emil", "frank"]);
    await alice.say("Here is what I have heard.");
    await alice.untilSent();
    await alice.page.goto(address);
    const choice = alice.page.getByLabel("Share the totals in");
    await choice.waitFor();
    await alice.tabTo(choice);
    await alice.page.keyboard.type(ROOM);
    assert.equal(await choice.evaluate((element) => element.selectedOptions[0]?.textContent), ROOM);
    await pressByKeys(alice, alice.page.getByRole("button", { name: "Share", exact: true }));
    await alice.page.getByText(withMarks(`The totals are on their way to ${ROOM}.`)).waitFor();
    await bob.enter(ROOM);
    await card(bob, QUESTION).getByText(withMarks("4 of 5 have answered")).waitFor();
    const told = await heard(card(bob, QUESTION));
    assert.match(told, /Five years.*2 people/su);
    assert.match(told, /Nobody is named\./u);
    assert.doesNotMatch(told, /carol|dora|emil|frank|Seven|May/u);
    await pictures(bob, "sounding-totals");
  });

  await story("a room is asked as a whole, and told nothing of four answers", async () => {
    await alice.enter(ROOM);
    await alice.addByKeys("Ask the room");
    await alice.page.getByText("Everybody answers to you alone.").waitFor();
    await fillIn(alice, TO_ALL, ["Yes", "No"]);
    await bob.page.locator(".sounding").filter({ hasText: TO_ALL }).waitFor();
    await card(bob, TO_ALL).getByText(/device could know who said what\.$/u).waitFor();
    await pressByKeys(bob, button(card(bob, TO_ALL), "Yes"));
    await card(bob, TO_ALL).getByRole("status").filter({ hasText: withMarks("You answered: Yes") }).waitFor();
    await carol.enter(ROOM);
    await pressByKeys(carol, button(card(carol, TO_ALL), "No"));
    await answerAt(dora, ROOM, TO_ALL, "1");
    await answerAt(emil, ROOM, TO_ALL, "1");
    await untilAnswered(alice, "4 of 5 have answered");
    assert.equal(await alice.page.getByRole("table").count(), 0, "the asker's screen names nobody either");
    await pressByKeys(alice, alice.page.getByRole("button", { name: "Tell the room the totals" }));
    await alice.page.getByRole("alert").filter({ hasText: "Fewer than five have answered" }).waitFor();
    await pictures(alice, "sounding-too-few");
  });

  await story("with the fifth answer it is told everybody, once", async () => {
    await answerAt(frank, ROOM, TO_ALL, "2");
    await untilAnswered(alice, "5 of 5 have answered");
    await pressByKeys(alice, alice.page.getByRole("button", { name: "Tell the room the totals" }));
    await alice.page.getByText("The room has been told.").first().waitFor();
    for (const who of [bob, carol]) {
      await who.page.locator(".sounding").filter({ hasText: TO_ALL }).first().getByText("Over", { exact: true }).waitFor();
      await card(who, TO_ALL).getByText("All at once, and once. Nobody is named.").waitFor();
      const told = await heard(card(who, TO_ALL));
      assert.match(told, /Yes.*3 people/su);
      assert.match(told, /No.*2 people/su);
    }
    await pictures(carol, "sounding-room-told");
    await inArabic(carol, "sounding-room-told");
    const told = (await frank.items(ROOM)).filter((item) => item.kind === "sounding_totals" && item.text === TO_ALL);
    assert.deepEqual(told.map((item) => item.totals.answers.map((one) => one.count)), [[3, 2]]);
    assert.equal(await alice.page.getByRole("button", { name: "Tell the room the totals" }).count(), 0);
  });
});
