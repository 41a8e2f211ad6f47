// What people do to messages, between two in real Chromium over a real relay: each sees what the other did,
// also what was done while the relay was away, and after a reload.
//
//   node tests/stories/actions.mjs RELAY SITE [--pictures FOLDER]

import assert from "node:assert/strict";

import { withMarks } from "./person.mjs";
import { openScene } from "./scene.mjs";

const ROOM = "Fisheries, article 7";

const { relay, person, story, picture, play } = await openScene("actions");
const [alice, bob] = ["alice", "bob"].map((name) => person(name));

const reached = (who, text) => who.page.locator("article[data-reached=true]").filter({ hasText: text });
/** Whether what one may do to that message has pinning in it. */
async function canPin(who, text) {
  await who.message(text).focus();
  await who.page.keyboard.press("m");
  const menu = who.page.locator(".action-menu");
  await menu.waitFor();
  const names = await menu.getByRole("button").allInnerTexts();
  await who.page.keyboard.press("Escape");
  await menu.waitFor({ state: "detached" });
  return names.includes("Pin for everyone");
}

const gave = (who, text, reaction, ...people) =>
  who.message(text).locator(".reaction", { hasText: withMarks(`${reaction} by ${people.join(" and ")}`) }).waitFor();

await play(async () => {
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
    await alice.press("We can live with it.", "r");
    await alice.page.getByText(withMarks("Replying to bob")).waitFor();
    await alice.say("Then I will say so.");
    const answer = bob.message("Then I will say so.");
    await answer.locator(".quoted", { hasText: "We can live with it." }).click();
    await reached(bob, "We can live with it.").first().waitFor();
  });

  await story("Alice reacts, Bob too, and takes it back", async () => {
    await alice.choose("Then I will say so", "React with 👍");
    await gave(bob, "Then I will say so", "👍", "alice");
    await bob.message("Then I will say so").locator(".reaction").click();
    await gave(alice, "Then I will say so", "👍", "alice", "bob");
    await bob.message("Then I will say so").locator(".reaction").click();
    await gave(alice, "Then I will say so", "👍", "alice");
  });

  await story("Alice says her last message otherwise, and Bob reads both", async () => {
    await alice.composer().press("ArrowUp");
    assert.equal(await alice.composer().inputValue(), "Then I will say so.");
    await alice.say("Then I will say so **on Monday**.");
    await bob.sees("Then I will say so on Monday.");
    assert.equal(await bob.message("on Monday").locator("strong").innerText(), "on Monday");
    await bob.message("on Monday").locator(".message-edited").click();
    await bob.sheet().getByText("Then I will say so.", { exact: true }).waitFor();
    await bob.closeSheet();
  });

  await story("Alice names Bob, who is elsewhere", async () => {
    await bob.page.getByRole("link", { name: "Settings" }).first().click();
    await bob.composer().waitFor({ state: "detached" });
    await alice.composer().pressSequentially("Could you read it out, @bo");
    await alice.page.getByRole("option", { name: "bob" }).waitFor();
    await alice.composer().press("Enter");
    assert.equal(await alice.composer().inputValue(), "Could you read it out, @bob ");
    await alice.composer().press("Enter");
    await bob.line(ROOM).getByText(withMarks("1 message mentions you")).waitFor({ state: "attached" });
    await bob.enter(ROOM);
    await bob.page.locator("article[data-mentions=true]", { hasText: "read it out" }).waitFor();
    await picture(bob, "mentioned");
  });

  await story("Alice says it otherwise once more, and each version is there, the latest first", async () => {
    await alice.press("on Monday", "e");
    await alice.page.getByText("Editing", { exact: true }).waitFor();
    await alice.say("Then I will say so **on Monday**, at ten.");
    await bob.sees("Then I will say so on Monday, at ten.");
    await bob.choose("at ten", "Earlier versions");
    await bob.sheet().getByText("What it said before, the latest first.").waitFor();
    const versions = bob.sheet().getByRole("list").getByRole("listitem");
    await versions.nth(1).waitFor();
    assert.equal(await versions.count(), 2, "what it says now is no earlier version");
    assert.match(await versions.nth(0).innerText(), /Then I will say so on Monday\.$/u);
    assert.match(await versions.nth(1).innerText(), /Then I will say so\.$/u);
    await bob.closeSheet();
  });

  await story("each room keeps its own draft, over a reload", async () => {
    await bob.enter(ROOM);
    await bob.composer().fill("In brackets, perhaps?");
    await bob.enter("alice");
    assert.equal(await bob.composer().inputValue(), "", "what is begun in one room is not begun in another");
    await bob.composer().fill("Between us:");
    await bob.line(ROOM).getByText("In brackets, perhaps?").waitFor();
    await bob.enter(ROOM);
    assert.equal(await bob.composer().inputValue(), "In brackets, perhaps?");
    await bob.line("alice").getByText("Between us:").waitFor();
    await bob.page.reload();
    await bob.enter("alice");
    assert.equal(await bob.composer().inputValue(), "Between us:");
    await bob.composer().fill("");
    await bob.enter(ROOM);
    assert.equal(await bob.composer().inputValue(), "In brackets, perhaps?");
    await bob.composer().fill("");
    await bob.line(ROOM).getByText("In brackets, perhaps?").waitFor({ state: "detached" });
  });

  await story("Alice pins, and Bob goes there", async () => {
    await alice.choose("Paragraph 3 is open.", "Pin for everyone");
    await bob.page.locator(".pinned-first", { hasText: "Paragraph 3 is open." }).click();
    await reached(bob, "Paragraph 3 is open.").waitFor();
  });

  await story("Bob forwards, and it says that it was and not from where", async () => {
    await bob.press("on Monday", "f");
    await bob.sheet().getByRole("searchbox").fill("ali");
    await bob.sheet().getByRole("button", { name: /^Forward to/u }).click();
    await bob.sheet().getByText("Forwarded", { exact: true }).waitFor();
    await bob.closeSheet();
    await alice.enter("bob");
    await alice.message("on Monday").locator(".message-mark").waitFor();
    assert.equal(await alice.message("on Monday").getByText(ROOM).count(), 0);
    await alice.enter(ROOM);
  });

  await story("Alice removes what Bob said, as whoever opened the room may, and unpins what she pinned", async () => {
    await bob.say("Delete paragraph 3.");
    await alice.sees("Delete paragraph 3.");
    assert.equal(await canPin(bob, "Delete paragraph 3."), false, "a member pins nothing");
    await alice.press("Delete paragraph 3.", "Delete");
    await alice.sheet().getByRole("button", { name: "Delete for everyone" }).click();
    for (const who of [alice, bob]) await who.page.locator(".withdrawn", { hasText: withMarks("alice removed a message by bob") }).waitFor();
    await alice.choose("Could you read it out", "Pin for everyone");
    await bob.page.locator(".pinned-first", { hasText: "Could you read it out" }).waitFor();
    await alice.choose("Could you read it out", "Unpin");
    await bob.page.locator(".pinned-first", { hasText: "Paragraph 3 is open." }).waitFor();
  });

  await story("what is done while the relay is away is seen later, and once", async () => {
    await alice.untilKeptOffline();
    await alice.say("This was a mistake.");
    await bob.sees("This was a mistake.");
    await alice.untilSent();
    await relay.stop();
    await alice.press("This was a mistake.", "Delete");
    await alice.sheet().getByRole("button", { name: "Delete for everyone" }).click();
    await alice.page.locator(".withdrawn", { hasText: "took back a message" }).waitFor();
    await alice.choose("Then I will say so", "React with 👀");
    await bob.choose("Then I will say so", "React with ✅");
    await alice.page.reload();
    await alice.enter(ROOM);
    await alice.page.locator(".withdrawn", { hasText: "took back a message" }).waitFor();
    await gave(alice, "Then I will say so", "👀", "alice");
    await picture(alice, "acts-offline");
    await relay.start();
    await bob.page.locator(".withdrawn", { hasText: withMarks("alice took back a message") }).waitFor();
    // The list of conversations asks by itself, a moment later.
    await bob.page.locator(".room, .conversations").getByText("This was a mistake.").first().waitFor({ state: "detached" });
    await gave(bob, "Then I will say so", "👀", "alice");
    await gave(alice, "Then I will say so", "✅", "bob");
  });

  await story("Bob marks for himself, deletes on his device, and reloads", async () => {
    await bob.choose("Paragraph 3 is open.", "Mark for yourself");
    await bob.press("Could you read it out", "Delete");
    await bob.sheet().getByRole("button", { name: "Delete on this device" }).click();
    await bob.message("Could you read it out").waitFor({ state: "detached" });
    assert.notEqual(await bob.page.evaluate(() => document.activeElement?.tagName), "BODY", "the focus has a place");
    await bob.page.reload();
    await bob.page.getByRole("link", { name: "Marked" }).click();
    await bob.page.locator("main .line", { hasText: "Paragraph 3 is open." }).click();
    await reached(bob, "Paragraph 3 is open.").waitFor();
    assert.equal(await bob.message("Could you read it out").count(), 0);
    assert.equal(await alice.message("Could you read it out").count(), 1, "others keep it");
    await bob.message("on Monday").locator(".quoted").waitFor();
    await bob.message("on Monday").locator(".message-edited").waitFor();
    await bob.page.locator(".withdrawn", { hasText: "took back a message" }).waitFor();
    await bob.page.locator(".pinned-first", { hasText: "Paragraph 3 is open." }).waitFor();
    await gave(bob, "Then I will say so", "👀", "alice");
    await picture(bob, "acts-all");
  });
});
