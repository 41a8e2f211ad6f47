// Headquarters speaks during the speaker's hour: an owner at a screen, two delegates at telephones who have muted the room,
// and one in a terminal who is not there. What is announced breaks through; one acknowledges it with the keyboard alone, and
// its announcer reads who has seen it and to whom it has not come, then that everybody has. What a screen reader hears of it
// is held against what it should.
//
//   node tests/stories/hour.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";

import { withMarks } from "./person.mjs";
import { openScene } from "./scene.mjs";

const ROOM = "Delegation";
const TEXT = "We vote at four, before the speaker’s hour ends.";
const TO_BOB = "Bob, the floor is yours.";
const PHONE = { width: 390, height: 844 };

const { relay, person, terminal, story, picture, play } = await openScene("hour", { hasTerminal: true });
const [hana, bob, carol] = ["hana", "bob", "carol"].map((name) => person(name));
const dora = terminal("dora");

/** What a screen reader hears of a part of the screen, without the marks that keep directions. */
const heard = async (place) => (await place.ariaSnapshot()).replaceAll(/[\u2066-\u2069]/gu, "");
const card = (who, text) => who.page.locator(".announcement").filter({ hasText: text }).last();
const seenBy = (who, text, words) =>
  who.page.waitForFunction(([announced, wanted]) => [...document.querySelectorAll(".announcement")].some((one) => {
    const counted = one.querySelector(".announcement-count")?.textContent ?? "";
    return one.textContent.includes(announced) && counted.replaceAll(/[\u2066-\u2069]/gu, "") === wanted;
  }), [text, words]);

async function pressByKeys(who, place, key = "Enter") {
  await who.tabTo(place);
  await who.page.keyboard.press(key);
}

/** Looks away: what the locked screen is told is written down. */
async function lookAway(who) {
  await who.page.evaluate(() => {
    globalThis.told = [];
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    globalThis.Notification = class {
      static permission = "granted";
      static requestPermission = async () => "granted";
      constructor(title, options) {
        globalThis.told.push({ title, ...options });
      }
      addEventListener() {}
      close() {}
    };
  });
}

const told = (who) => who.page.evaluate(() => globalThis.told);
const untilTold = (who, count) => who.page.waitForFunction((wanted) => globalThis.told.length >= wanted, count);

async function muted(who) {
  await who.openMenu("Room settings");
  await who.page.getByLabel("Notices", { exact: true }).selectOption("ever");
  await who.page.getByText("Let announcements reach me").waitFor();
  assert.equal(await who.page.getByRole("checkbox", { name: /^Let announcements reach me/u }).isChecked(), true);
  await who.page.locator(".room-panel").getByRole("link", { name: "Back" }).click();
}

/** By the menu beside the message and the tab key; to everybody, or to those who are named. */
async function announce(who, text, people = []) {
  await who.addByKeys("Announcement");
  await who.page.locator("dialog textarea:focus").waitFor();
  await who.page.keyboard.type(text);
  if (people.length > 0) {
    await who.tabTo(who.sheet().getByRole("radio", { name: "Everybody in the room" }));
    await who.page.keyboard.press("ArrowDown");
    for (const name of people) await pressByKeys(who, who.sheet().getByRole("checkbox", { name }), "Space");
  }
  const said = await heard(who.sheet());
  await pressByKeys(who, who.sheet().getByRole("button", { name: "Announce", exact: true }));
  await who.throughGate(who.page.locator("dialog").first(), "detached");
  return said;
}

/** Arabic for a picture, and back: words and direction are all that change. */
async function inArabic(who, title, text) {
  const choose = async (language) => {
    await who.page.evaluate((chosen) => localStorage.setItem("corridor-preferences", JSON.stringify({ language: chosen })), language);
    await who.page.reload();
    await card(who, text).waitFor();
  };
  await choose("ar");
  assert.equal(await who.page.evaluate(() => document.documentElement.dir), "rtl");
  const words = await heard(card(who, text));
  await picture(who, `${title}-ar`);
  await choose("en");
  return words;
}

await play(async () => {
  for (const who of [hana, bob, carol, dora]) await who.accept(relay.invite());
  await hana.makeRoom(ROOM, ["bob", "carol", "dora"]);
  await hana.say("Headquarters is here.");
  await dora.untilIn(ROOM);
  for (const who of [bob, carol]) {
    await who.enter(ROOM);
    await who.sees("Headquarters is here.");
    await who.say(`${who.name} is in.`);
    await who.page.evaluate(() => localStorage.setItem("corridor-preferences", JSON.stringify({ language: "en", notify: true })));
    await who.page.reload();
    await who.composer().waitFor();
    await muted(who);
  }
  await hana.sees("carol is in.");
  for (const who of [hana, bob, carol]) await who.page.setViewportSize(PHONE);

  await story("Bob and Carol have muted the room: what is said there reaches no locked screen", async () => {
    for (const who of [bob, carol]) await lookAway(who);
    await hana.say("Nothing that cannot wait.");
    for (const who of [bob, carol]) {
      await who.sees("Nothing that cannot wait.");
      assert.deepEqual(await told(who), []);
      assert.equal(await who.page.getByRole("button", { name: "Announcement", exact: true, includeHidden: true }).count(), 0, "who is no headquarters is not asked to announce");
    }
  });

  await story("Hana announces something to all, without a mouse, and it breaks through with nothing in it", async () => {
    const sheet = await announce(hana, TEXT);
    assert.match(sheet, /dialog "Announce to the room"/u);
    assert.match(sheet, /textbox "What is announced"/u);
    assert.match(sheet, /radio "Everybody in the room" \[checked\]/u);
    assert.match(sheet, /status: For 3 people/u);
    for (const who of [bob, carol]) {
      await untilTold(who, 1);
      const notices = await told(who);
      assert.deepEqual(notices, [{ title: "Corridor", body: "Something was announced to you", tag: "corridor" }]);
      assert.doesNotMatch(JSON.stringify(notices), /vote|hana|Delegation/u);
    }
  });

  await story("Bob says with one key that he has seen it, and nobody's screen but Hana's tells of others", async () => {
    const before = await heard(card(bob, TEXT));
    assert.match(before, /group "Announcement"/u);
    assert.match(before, /For everybody in the room/u);
    assert.match(before, /button "I have seen this"/u);
    await picture(bob, "hour-announced-en");
    const arabic = await inArabic(carol, "hour-announced", TEXT);
    assert.match(arabic, /group "إعلان"/u);
    assert.match(arabic, /button "اطّلعت على هذا"/u);
    await seenBy(hana, TEXT, "Seen by 0 of 3. 1 not delivered.");
    await pressByKeys(bob, card(bob, TEXT).getByRole("button", { name: "I have seen this" }));
    await card(bob, TEXT).getByRole("status").filter({ hasText: "You acknowledged this:" }).waitFor();
    // The focus stays where the button was.
    await bob.page.waitForFunction(() => document.activeElement?.textContent?.startsWith("You acknowledged this:"));
    assert.equal(await card(bob, TEXT).getByRole("button").count(), 0, "once");
    for (const who of [bob, carol]) assert.doesNotMatch(await heard(card(who, TEXT)), /Seen by|Who has seen/u);
    assert.match(await heard(card(carol, TEXT)), /button "I have seen this"/u);
  });

  await story("Hana reads who has seen it, and to whom it has not come", async () => {
    await seenBy(hana, TEXT, "Seen by 1 of 3. 1 not delivered.");
    await pressByKeys(hana, card(hana, TEXT).locator("summary"));
    const shown = await heard(card(hana, TEXT));
    assert.match(shown, /status: Seen by 1 of 3\. 1 not delivered\./u);
    assert.match(shown, /listitem: dora Not delivered/u);
    assert.match(shown, /listitem: carol Delivered, not acknowledged/u);
    assert.match(shown, /listitem: "?bob Acknowledged: \d/u);
    await picture(hana, "hour-counted-en");
    const arabic = await inArabic(hana, "hour-counted", TEXT);
    assert.match(arabic, /اطّلع عليه 1 من 3\. لم يصل إلى شخص واحد\./u);
  });

  await story("Dora comes back and acknowledges in her terminal, Carol at her screen: everybody has", async () => {
    const items = await dora.items(ROOM);
    const announced = items.findLast((item) => item.kind === "announcement");
    assert.deepEqual([announced.text, announced.announcement.for_me, announced.announcement.tally], [TEXT, true, null]);
    await dora.run("roster", ROOM, "--acknowledge");
    assert.match(await dora.run("seen", ROOM, String(announced.seq)), /you acknowledged it/u);
    await seenBy(hana, TEXT, "Seen by 2 of 3.");
    await pressByKeys(carol, card(carol, TEXT).getByRole("button", { name: "I have seen this" }));
    await seenBy(hana, TEXT, "Seen by 3 of 3.");
    assert.doesNotMatch(await heard(card(hana, TEXT)), /not delivered|again/u);
  });

  await story("what is announced to Bob alone reaches Bob alone, and not where he has switched that off", async () => {
    for (const who of [bob, carol]) await lookAway(who);
    const sheet = await announce(hana, TO_BOB, ["bob"]);
    assert.match(sheet, /checkbox "bob" \[checked\]/u);
    assert.match(sheet, /status: For 1 person/u);
    await untilTold(bob, 1);
    await card(carol, TO_BOB).getByText(withMarks("For bob")).waitFor();
    assert.deepEqual(await told(carol), []);
    assert.equal(await card(carol, TO_BOB).getByRole("button").count(), 0, "who is not meant has nothing to acknowledge");
    await bob.openMenu("Room settings");
    await bob.page.getByRole("checkbox", { name: /^Let announcements reach me/u }).uncheck();
    await bob.page.locator(".room-panel").getByRole("link", { name: "Back" }).click();
    await lookAway(bob);
    await announce(hana, "And once more.", ["bob"]);
    await card(bob, "And once more.").waitFor();
    assert.deepEqual(await told(bob), [], "the reader decides");
  });
});
