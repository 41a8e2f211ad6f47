// "Who is that at the table?": three people in real Chromium, with a telephone's window, over a real relay, and an
// organisation's key in a terminal. Who speaks for whom is signed, shown and believed; somebody is let in while a text
// is being written, and it goes out when its writer has looked. By keyboard alone, and as a screen reader hears it.
//
//   node tests/stories/gate.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";
import path from "node:path";

import { withMarks } from "./person.mjs";
import { openScene } from "./scene.mjs";

const ROOM = "Fisheries, article 7";
const PHONE = { width: 390, height: 844 };
const DRAFT = "Between us: we can live with the bracket.";

const { folder, relay, person, terminal, story, picture, play } = await openScene("gate", { hasTerminal: true });
const [alice, bob, carol] = ["alice", "bob", "carol"].map((name) => person(name));
const ministry = terminal("ministry");

const bare = (text) => text.replaceAll(/[\u2066-\u2069]/gu, "");
const heard = async (place) => bare(await place.ariaSnapshot());
const strip = (who) => who.page.locator(".roster-strip");
const part = (who) => who.page.getByRole("region", { name: "For whom you speak" });

async function pressByKeys(who, place) {
  await who.tabTo(place);
  await who.page.keyboard.press("Enter");
}

async function typeInto(who, place, text) {
  await who.tabTo(place);
  await who.page.keyboard.insertText(text);
}

async function toSettings(who) {
  await who.page.goto(`${relay.origin}/#/settings`);
  await part(who).waitFor();
}

async function toRoom(who) {
  await who.page.goto(`${relay.origin}/#/`);
  await who.enter(ROOM);
}

/** Until the strip above the composer says it. */
const says = (who, text) => strip(who).filter({ hasText: withMarks(text) }).waitFor();

/** Until the draft is in the field again. */
const untilWritten = (who) => who.page.waitForFunction((text) => document.querySelector(".composer textarea").value === text, DRAFT);

async function inArabic(who, act) {
  // A draft is kept when the hand rests.
  await who.page.waitForTimeout(1_000);
  const kept = await who.page.evaluate(() => localStorage.getItem("corridor-preferences"));
  await who.page.evaluate(() => localStorage.setItem("corridor-preferences", JSON.stringify({ language: "ar" })));
  await who.page.reload();
  await who.page.locator("html[lang=ar] .composer").waitFor();
  await act();
  await who.page.evaluate((text) => (text === null ? localStorage.removeItem("corridor-preferences") : localStorage.setItem("corridor-preferences", text)), kept);
  await who.page.reload();
  await who.page.locator("html[lang=en] .composer").waitFor();
}

await play(async () => {
  for (const who of [alice, bob, carol]) {
    await who.accept(relay.invite());
    await who.page.setViewportSize(PHONE);
  }
  await alice.makeRoom(ROOM, ["bob"]);
  await alice.say("The floor is open.");
  await alice.untilSent();
  await toRoom(bob);
  await bob.sees("The floor is open.");
  const secret = path.join(folder, "ministry.key");
  const key = (await ministry.run("organisation", "new", secret)).trim();

  await story("A ministry signs for whom Bob speaks, and he shows it to his rooms", async () => {
    await toSettings(bob);
    const accountKey = await part(bob).locator("code").first().innerText();
    const signed = await ministry.run("organisation", "sign", secret, accountKey, "--name", "Bob Okoye", "--title", "Attaché", "--affiliation", "Gold Coast", "--for", "90d");
    await typeInto(bob, part(bob).getByLabel("What your organisation gave you"), signed.trim());
    await pressByKeys(bob, part(bob).getByRole("button", { name: "Show it to my rooms" }));
    await part(bob).getByText("Signed with a key that you do not know").waitFor();
    await toRoom(bob);
  });

  await story("Alice believes the ministry's key, and the composer says for how many its readers speak", async () => {
    await alice.page.keyboard.press("Alt+p");
    await pressByKeys(alice, alice.page.getByRole("button", { name: /bob.*device/su }));
    await alice.sheet().getByText("Signed with a key that you do not know").waitFor();
    await alice.closeSheet();
    assert.doesNotMatch(await heard(strip(alice)), /delegation/u);
    await toSettings(alice);
    await typeInto(alice, part(alice).getByLabel("The organisation’s key"), key);
    await typeInto(alice, part(alice).getByLabel("What you call it"), "Ministry of the Gold Coast");
    await pressByKeys(alice, part(alice).getByRole("button", { name: "Believe its signatures" }));
    await part(alice).getByRole("listitem").filter({ hasText: "Ministry of the Gold Coast" }).waitFor();
    await toRoom(alice);
    await says(alice, "1 delegation");
    assert.match(await heard(strip(alice)), /2 people, 1 delegation, 2 devices/u);
    await alice.page.keyboard.press("Alt+p");
    await pressByKeys(alice, alice.page.getByRole("button", { name: /bob.*for .*Gold Coast/su }));
    assert.match(await heard(alice.sheet()), /Bob Okoye.*Attaché.*for Gold Coast.*Signed by Ministry of the Gold Coast, until/su);
    await picture(alice, "speaks-for");
    await alice.closeSheet();
    await alice.page.keyboard.press("Escape");
  });

  await story("Somebody is let in while Alice writes: the text waits, and says who, by whose hand and when", async () => {
    await toRoom(alice);
    await alice.composer().focus();
    await alice.page.keyboard.insertText(DRAFT);
    await alice.page.keyboard.press("Alt+p");
    await alice.page.getByLabel("Add people").fill("carol");
    await alice.page.keyboard.press("Enter");
    await toRoom(carol);
    await toRoom(bob);
    await says(bob, "1 new");
    // Whom Bob has not seen reads nothing of his.
    await bob.composer().focus();
    await bob.page.keyboard.insertText(DRAFT);
    await bob.page.keyboard.press("Enter");
    const gate = bob.sheet();
    await gate.waitFor();
    const words = await heard(gate);
    assert.match(words, /carol.*Nobody has signed who this is.*Added by alice/su);
    await picture(bob, "gate");
    await bob.page.keyboard.press("Escape");
    await bob.untilNoSheet();
    assert.equal(await bob.composer().inputValue(), DRAFT, "what was written is still there");
    assert.equal(await carol.message(DRAFT).count(), 0);
    await inArabic(bob, async () => {
      await untilWritten(bob);
      await bob.page.locator(".composer textarea").press("Enter");
      await bob.sheet().waitFor();
      await picture(bob, "gate-arabic");
      await bob.closeSheet();
    });
    await untilWritten(bob);
    await bob.composer().press("Enter");
    await pressByKeys(bob, bob.page.getByRole("button", { name: withMarks("Send to all 3") }));
    await bob.untilNoSheet();
    await carol.sees(DRAFT);
    await toRoom(alice);
    await alice.sees(DRAFT);
  });

  await story("Who has been looked at is not asked about again, and newcomers learn who speaks for whom", async () => {
    await bob.composer().focus();
    await bob.page.keyboard.insertText("And the footnote stays.");
    await bob.page.keyboard.press("Enter");
    await carol.sees("And the footnote stays.");
    assert.equal(await bob.sheet().count(), 0);
    await carol.page.keyboard.press("Alt+p");
    await pressByKeys(carol, carol.page.getByRole("button", { name: /bob.*device/su }));
    await carol.sheet().getByText("Bob Okoye").waitFor();
    await carol.sheet().getByText("Signed with a key that you do not know").waitFor();
    await carol.closeSheet();
  });

  await story("Bob takes it back, and nobody is shown it any more", async () => {
    await toSettings(bob);
    await pressByKeys(bob, part(bob).getByRole("button", { name: "Take it back from all rooms" }));
    await part(bob).getByText("Gold Coast").waitFor({ state: "detached" });
    await toRoom(alice);
    await alice.page.waitForFunction(() => !document.querySelector(".roster-strip").textContent.includes("delegation"));
  });
});
