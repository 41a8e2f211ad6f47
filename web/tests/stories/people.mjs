// People of a room, in real Chromium and in terminals, over a real relay: a link by which one knocks and is let in, what
// newcomers are told, a link that admits nobody any more; how one is known, receipts, who is blocked and reported, what is
// set aside, and leaving. Sheets and panels are gone through with the keyboard alone.
//
//   node tests/stories/people.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { withMarks } from "./person.mjs";
import { photograph } from "./photograph.mjs";
import { openScene } from "./scene.mjs";

const ROOM = "Fisheries, article 7";
const SAID_BEFORE = ["Paragraph 3 was settled on Monday.", "Noted on the coast."];

const { relay, person, terminal, story, pictures, play } = await openScene("people", { hasTerminal: true });
const [alice, bob] = ["alice", "bob"].map((name) => person(name));
const [dora, emil] = ["dora", "emil"].map((name) => terminal(name));

const button = (place, name) => place.getByRole("button", { name: withMarks(name) });
const panel = (who, name = "People") => who.page.getByRole("complementary", { name });
const part = (who, title) => who.page.getByRole("region", { name: title });

/** With the tab key to it, and Enter. */
async function pressByKeys(who, place) {
  await who.tabTo(place);
  await who.page.keyboard.press("Enter");
}

async function openPeople(who) {
  await who.page.keyboard.press("Alt+p");
  await panel(who).waitFor();
}

/** A link for so long and for so many; answers it as it stands in its sheet. */
async function makeLink(who, stepsBack, most) {
  const form = panel(who);
  await who.tabTo(form.getByLabel("Good for"));
  for (let step = 0; step < stepsBack; step += 1) await who.page.keyboard.press("ArrowUp");
  await who.tabTo(form.getByLabel("For how many people"));
  await who.page.keyboard.press("Control+a");
  await who.page.keyboard.type(String(most));
  await who.page.keyboard.press("Enter");
  await who.sheet().getByRole("img", { name: "The link as a code, for a camera" }).waitFor();
  return who.sheet().getByText(/\/knock#/u).innerText();
}

async function openSettings(who) {
  await who.page.getByRole("link", { name: "Settings" }).first().click();
  await part(who, "Privacy").waitFor();
}

const openCard = async (who, name) => {
  await pressByKeys(who, panel(who).getByRole("button", { name: new RegExp(`${name}.*device`, "su") }));
  await who.sheet().getByRole("heading", { name: withMarks(name) }).first().waitFor();
};

/** Until the last message that says that has come so far. */
const untilState = (who, text, state) => who.message(text).locator(".message-state", { hasText: state }).waitFor();

await play(async () => {
  for (const who of [alice, bob, dora, emil]) await who.accept(relay.invite());
  await alice.browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: relay.origin });
  await alice.makeRoom(ROOM, ["dora"]);
  await alice.say(SAID_BEFORE[0]);
  await alice.untilSent();
  await dora.texts(ROOM);
  await dora.send(ROOM, SAID_BEFORE[1]);
  await alice.sees(SAID_BEFORE[1]);
  let link;

  await story("Alice makes a link for two people and an hour, and Bob knocks with a word", async () => {
    await openPeople(alice);
    link = await makeLink(alice, 2, 2);
    await pictures(alice, "link-made");
    await pressByKeys(alice, alice.sheet().getByRole("button", { name: "Copy" }));
    await alice.page.waitForFunction((made) => navigator.clipboard.readText().then((text) => text === made), link);
    await alice.closeSheet();
    await panel(alice).getByText(withMarks("0 of 2 let in")).waitFor();
    await openSettings(alice);
    await bob.page.goto(link);
    await bob.page.getByRole("heading", { name: "Ask to be let in" }).waitFor();
    assert.doesNotMatch(bob.page.url(), /knock#[^/]/u, "the link leaves the address at once");
    await bob.page.getByText(withMarks("alice@localhost made this link")).waitFor();
    await bob.tabTo(bob.page.getByLabel("A word with it"));
    await bob.page.keyboard.type("Bob, of the island states.");
    await pictures(bob, "knocking");
    await bob.page.keyboard.press("Enter");
    await bob.page.getByText(/^Knocked on /u).waitFor();
  });

  await story("Alice is told of it, looks at the word, and lets him in", async () => {
    const notice = alice.page.locator(".notice", { hasText: withMarks("bob@localhost knocks at one of your rooms.") });
    await pressByKeys(alice, notice.getByRole("button", { name: "See who" }));
    const knock = panel(alice).getByRole("listitem").filter({ hasText: "Bob, of the island states." });
    await knock.getByText("not verified").waitFor();
    await pictures(alice, "knock");
    await pressByKeys(alice, knock.getByRole("button", { name: "Let in" }));
    await bob.enter(ROOM);
    await panel(alice).getByText(withMarks("1 of 2 let in")).waitFor();
    await knock.waitFor({ state: "detached" });
    await notice.waitFor({ state: "detached" });
    for (const text of SAID_BEFORE) assert.equal(await bob.page.getByText(text).count(), 0, "Bob reads nothing of before");
  });

  await story("what was said before is told as Alice's word, and shown as that", async () => {
    await pictures(alice, "telling");
    await pressByKeys(alice, panel(alice).getByRole("button", { name: "Tell", exact: true }));
    const told = bob.message("Tells of");
    await told.getByText(withMarks("Tells of 2 messages,")).last().waitFor();
    assert.equal(await bob.page.getByText(SAID_BEFORE[0]).count(), 0, "it is announced and not shown");
    await told.getByRole("button", { name: "Fetch" }).click();
    await told.getByRole("button", { name: "Read" }).focus();
    await bob.page.keyboard.press("Enter");
    await bob.sheet().getByRole("heading", { name: withMarks("As alice tells it") }).waitFor();
    await bob.sheet().getByText("Nobody who is named here has signed it, and nobody can check it.").waitFor();
    const lines = bob.sheet().getByRole("list").getByRole("listitem");
    assert.equal(await lines.count(), 2);
    assert.match(await lines.nth(0).innerText(), /alice.*Paragraph 3 was settled on Monday\./su);
    assert.match(await lines.nth(1).innerText(), /dora.*Noted on the coast\./su);
    await pictures(bob, "told");
    await bob.closeSheet();
    await bob.line(ROOM).getByText(withMarks("Tells of 2 messages,")).waitFor();
    assert.equal(await bob.page.locator(".message-text", { hasText: SAID_BEFORE[0] }).count(), 0, "and never stands in the timeline");
  });

  await story("a link that was revoked admits nobody, and one for one person is used up", async () => {
    await pressByKeys(alice, panel(alice).getByRole("button", { name: "Revoke" }));
    await panel(alice).getByText(withMarks("1 of 2 let in")).waitFor({ state: "detached" });
    await emil.run("knock", link, "--word", "By the old link.");
    const other = await makeLink(alice, 0, 1);
    await alice.closeSheet();
    await emil.run("knock", other, "--word", "By the new link.");
    const knocks = panel(alice).getByRole("listitem").filter({ hasText: "emil@localhost" });
    await knocks.getByText("By the new link.").waitFor();
    assert.equal(await panel(alice).getByText("By the old link.").count(), 0, "whoever has the old one is not heard");
    await pressByKeys(alice, knocks.getByRole("button", { name: "Turn away" }));
    await knocks.waitFor({ state: "detached" });
    assert.equal((await emil.run("rooms")).includes(ROOM), false);
    await emil.run("knock", other, "--word", "Once more, please.");
    const third = await makeLink(alice, 0, 1);
    await alice.closeSheet();
    await emil.run("knock", third, "--word", "Dora has vouched for me.");
    await knocks.getByText("Dora has vouched for me.").waitFor();
    assert.equal(await panel(alice).getByText("Once more, please.").count(), 0, "who was turned away is not heard by the same link again");
    await pressByKeys(alice, knocks.getByRole("button", { name: "Let in" }));
    await panel(alice).getByText("Used up").waitFor();
    await panel(alice).getByText(withMarks("1 of 1 let in")).waitFor();
    assert.equal(await panel(alice).getByRole("button", { name: "Show", exact: true }).count(), 1, "what is used up is not shown again");
    await emil.untilIn(ROOM);
    await emil.send(ROOM, "Thank you for letting me in.");
    await alice.sees("Thank you for letting me in.");
  });

  await story("how Bob wishes to be known reaches the room that he chose, as his word", async () => {
    await openSettings(bob);
    const known = part(bob, "What you call yourself");
    await bob.tabTo(known.getByLabel("Name", { exact: true }));
    await bob.page.keyboard.type("Bo of the Isles");
    await bob.tabTo(known.getByLabel("A line about you"));
    await bob.page.keyboard.type("At the south door until six.");
    const chooser = bob.page.waitForEvent("filechooser");
    await pressByKeys(bob, known.getByLabel("Picture", { exact: true }).first());
    await (await chooser).setFiles({ name: "bo.jpg", mimeType: "image/jpeg", buffer: await photograph(bob.page, { width: 300, height: 300, hue: 300 }) });
    await known.getByRole("img", { name: "Picture" }).waitFor();
    await pressByKeys(bob, known.getByRole("button", { name: "Save" }));
    await known.getByRole("button", { name: "Save" }).waitFor({ state: "detached" });
    await known.getByText("Nobody gets it until you choose a room.").waitFor();
    await bob.tabTo(known.getByRole("checkbox", { name: ROOM }));
    await bob.page.keyboard.press("Space");
    await known.getByText("Whoever is in these rooms gets every change.").waitFor();
    await pictures(bob, "known");
    // Emil has come since, so it waits until Bob has looked.
    await bob.enter(ROOM);
    await openPeople(bob);
    await pressByKeys(bob, panel(bob).getByRole("button", { name: "I have looked" }));
    await panel(alice).getByText(withMarks("Bo of the Isles")).waitFor();
    await openCard(alice, "bob");
    await alice.sheet().getByText("At the south door until six.").waitFor();
    await alice.sheet().getByText("Their own word. The account’s name above is what is certified.").waitFor();
    await alice.sheet().getByRole("img", { name: withMarks("Picture chosen by bob@localhost") }).waitFor();
    await pictures(alice, "card");
    await alice.closeSheet();
    await openSettings(bob);
    await known.getByLabel("A line about you").fill("On the way home.");
    await known.getByRole("button", { name: "Save" }).click();
    await openCard(alice, "bob");
    await alice.sheet().getByText("On the way home.").waitFor();
    await alice.closeSheet();
    await bob.enter(ROOM);
  });

  await story("who tells what they have read, or that they write, is told the same, and nobody else", async () => {
    const choice = (who, name) => part(who, "Privacy").getByRole("checkbox", { name });
    const READ = /^Tell others when I have read/u;
    const WRITING = /^Tell others while I am writing/u;
    const turn = async (who, name, back) => {
      await openSettings(who);
      await who.tabTo(choice(who, name));
      await who.page.keyboard.press("Space");
      await who.page.waitForFunction(() => document.activeElement?.checked === true);
      await who.enter(back);
    };
    await alice.writeTo("bob");
    await alice.say("Are you there?");
    await bob.enter("alice");
    await untilState(alice, "Are you there?", "Delivered");
    await turn(bob, READ, "alice");
    await alice.say("Then let us begin.");
    await bob.sees("Then let us begin.");
    await bob.say("Let us.");
    await alice.sees("Let us.");
    await untilState(alice, "Then let us begin.", "Delivered");
    await turn(alice, READ, "bob");
    await alice.say("Paragraph 1.");
    await bob.sees("Paragraph 1.");
    await untilState(alice, "Paragraph 1.", "Read");

    const writes = bob.page.getByText(withMarks("alice is writing…"));
    await turn(bob, WRITING, "alice");
    await alice.composer().pressSequentially("We would");
    await bob.say("Paragraph 2?");
    await alice.sees("Paragraph 2?");
    assert.equal(await writes.count(), 0, "she has not turned it on");
    await alice.composer().fill("");
    await turn(alice, WRITING, "bob");
    await alice.composer().pressSequentially("We would accept");
    await writes.waitFor();
    await pictures(bob, "writing");
    await alice.page.keyboard.press("Enter");
    await bob.sees("We would accept");
    await writes.waitFor({ state: "detached" });
    await openSettings(bob);
    await choice(bob, READ).uncheck();
    await bob.enter("alice");
    await alice.say("And now?");
    await bob.sees("And now?");
    await bob.say("Nothing of it.");
    await alice.sees("Nothing of it.");
    await untilState(alice, "And now?", "Delivered");
  });

  await story("Alice blocks Emil: folded here, reported, and unblocked", async () => {
    await alice.enter(ROOM);
    await openPeople(alice);
    await openCard(alice, "emil");
    await pressByKeys(alice, alice.sheet().getByRole("button", { name: "Block", exact: true }));
    await alice.sheet().getByText("Blocked on this device.").waitFor();
    await pictures(alice, "blocked-card");
    await alice.closeSheet();
    await emil.send(ROOM, "Sign it, or else.");
    await bob.enter(ROOM);
    await bob.sees("Sign it, or else.");
    const folded = alice.page.locator("article.blocked").last();
    await folded.getByText("A message of somebody you have blocked.").waitFor();
    assert.equal(await alice.page.getByText("Sign it, or else.").count(), 0, "neither in the room nor in the list");
    await openCard(alice, "emil");
    await pressByKeys(alice, alice.sheet().getByRole("button", { name: "Report…" }));
    const report = alice.sheet().last();
    await report.getByRole("heading", { name: withMarks("Report emil") }).waitFor();
    await alice.tabTo(report.getByRole("checkbox", { name: /Sign it, or else\./u }));
    await alice.page.keyboard.press("Space");
    await alice.tabTo(report.getByLabel("What you say with it"));
    await alice.page.keyboard.type("He threatens the chair.");
    await pictures(alice, "report");
    const download = alice.page.waitForEvent("download");
    await pressByKeys(alice, report.getByRole("button", { name: "Save as a file" }));
    const text = await readFile(await (await download).path(), "utf8");
    for (const piece of ["Sign it, or else.", "emil@localhost", "He threatens the chair.", "It proves nothing by itself"]) assert.ok(text.includes(piece), `${piece} is in ${text}`);
    assert.ok(!text.includes("Thank you for letting me in."), "and nothing that was not chosen");
    await alice.tabTo(report.getByLabel("Send it directly to"));
    await alice.page.keyboard.type("dora");
    await alice.page.keyboard.press("Enter");
    await alice.page.locator("#room-title", { hasText: "dora" }).waitFor();
    await alice.untilSent();
    assert.ok((await dora.texts("alice")).some((said) => said.includes("Sign it, or else.")), "whom she chose has it");
    await openSettings(alice);
    await pressByKeys(alice, button(part(alice, "Blocked people"), "Unblock emil@localhost"));
    await button(part(alice, "Blocked people"), "Unblock emil@localhost").waitFor({ state: "detached" });
    await alice.enter(ROOM);
    await alice.sees("Sign it, or else.");
  });

  await story("what is muted is quiet but for a mention, which brings back what is archived", async () => {
    await alice.openMenu("Room settings");
    await alice.tabTo(panel(alice, "Room settings").getByLabel("Notices"));
    await alice.page.keyboard.press("ArrowDown");
    await panel(alice, "Room settings").getByText(/^Muted until /u).waitFor({ state: "attached" });
    await alice.tabTo(panel(alice, "Room settings").getByRole("checkbox", { name: /^Archive/u }));
    await alice.page.keyboard.press("Space");
    await alice.page.getByText(withMarks("Archived: 1")).waitFor();
    await pictures(alice, "aside");
    await alice.enter("dora");
    const archived = alice.page.locator("details.archived");
    await bob.say("Nothing that concerns the chair.");
    await archived.locator("summary").click();
    await archived.locator("a.line", { hasText: "Nothing that concerns the chair." }).waitFor();
    await archived.locator("a.line").getByText("Muted").first().waitFor({ state: "attached" });
    await bob.composer().pressSequentially("Could you look, @ali");
    await bob.page.getByRole("option", { name: "alice" }).waitFor();
    await bob.composer().press("Enter");
    await bob.composer().press("Enter");
    await alice.line(ROOM).getByText(withMarks("1 message mentions you")).waitFor({ state: "attached" });
    await archived.waitFor({ state: "detached" });
    await pictures(alice, "mentioned-muted");
    await alice.enter(ROOM);
  });

  await story("a role is given, and Bob leaves: he keeps what he had, and writes no more", async () => {
    await openPeople(alice);
    await openCard(alice, "bob");
    await alice.tabTo(alice.sheet().getByLabel("Role"));
    await alice.page.keyboard.press("ArrowUp");
    await bob.page.getByText(withMarks("alice made bob admin")).first().waitFor();
    await alice.closeSheet();
    await bob.openMenu("Room settings");
    await pressByKeys(bob, panel(bob, "Room settings").getByRole("button", { name: "Leave the room" }));
    await bob.sheet().getByRole("heading", { name: "Leave this room?" }).waitFor();
    await pressByKeys(bob, bob.sheet().getByRole("button", { name: "Stay" }));
    await bob.untilNoSheet();
    await pressByKeys(bob, panel(bob, "Room settings").getByRole("button", { name: "Leave the room" }));
    await pressByKeys(bob, bob.sheet().getByRole("button", { name: "Leave the room" }));
    await bob.page.getByText("What was said while you were here stays on this device.").waitFor();
    assert.equal(await bob.composer().count(), 0, "there is nothing to write in");
    await bob.sees("Could you look,");
    await alice.page.getByText(withMarks("bob is leaving")).first().waitFor();
    await panel(alice).getByRole("heading", { name: withMarks("3 people") }).waitFor();
    await alice.say("He has left us.");
    await alice.untilSent();
    await pictures(bob, "left");
    assert.equal(await bob.page.getByText("He has left us.").count(), 0);
  });
});
