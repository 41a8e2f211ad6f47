// Somebody looks over my shoulder in the plenary: three people in real Chromium over a real relay. By keys alone names
// and words are covered, stay so over a reload, and are still heard; then what the owner alone recognises stands for them,
// and goes into a text by wish.
//
//   node tests/stories/glance.mjs RELAY SITE [--pictures FOLDER]

import assert from "node:assert/strict";

import { withMarks } from "./person.mjs";
import { openScene } from "./scene.mjs";

const SAID = "The harbour paper goes to the minister tonight.";
const ROOM = "Harbours, article 3";
const ASIDE = "Carol would rather wait for the grey one.";
const ALIEN = "\u{1F47D}";

const { relay, person, story, pictures, play } = await openScene("glance");
const [alice, bob, carol] = ["alice", "bob", "carol"].map((name) => person(name));
const key = (name) => alice.page.keyboard.press(name);

/** What is painted of every element that holds that text, but for what no eye sees. */
const paintedOf = (text) =>
  alice.page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const painted = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!node.data.includes(wanted) || holder.closest(".said-only, script") !== null) continue;
      painted.push(getComputedStyle(holder).webkitTextFillColor);
    }
    return painted;
  }, text);

const isCovered = async (text) => {
  const painted = await paintedOf(text);
  assert.ok(painted.length > 0 || (await alice.page.getByText(text).count()) > 0, `${text} is on the page`);
  for (const colour of painted) assert.equal(colour, "rgba(0, 0, 0, 0)", `${text} is covered`);
};

const heard = async () => (await alice.page.locator("body").ariaSnapshot()).replaceAll(/[\u2066-\u2069]/gu, "");

async function addAlias(name, alias) {
  await alice.tabTo(alice.page.locator("[data-form=alias]").getByLabel("Name", { exact: true }));
  await alice.page.keyboard.type(name);
  await key("Tab");
  await alice.page.keyboard.type(alias);
  await key("Enter");
  await alice.page.locator(".aliases li", { hasText: name }).waitFor();
}

await play(async () => {
  for (const who of [alice, bob, carol]) await who.accept(relay.invite());
  await bob.writeTo("alice");
  await bob.say(SAID);
  await alice.enter("bob");
  await alice.sees(SAID);

  await story("one key covers names and words, and a screen reader still says them", async () => {
    await alice.composer().focus();
    await key("Alt+g");
    await alice.page.locator(":root[data-glance] .message .name-cover").first().waitFor();
    await isCovered(SAID);
    await isCovered("bob");
    const tree = await heard();
    assert.match(tree, /bob, \d\d:\d\d: The harbour paper goes to the minister tonight\./u);
    assert.match(tree, /button "Uncover names and words"/u);
    assert.doesNotMatch(await alice.page.title(), /bob|harbour/u);
    await alice.page.keyboard.type("typed blind");
    assert.equal(await alice.composer().evaluate((field) => getComputedStyle(field).webkitTextSecurity), "disc");
    await pictures(alice, "glance");
  });

  await story("in a room of three each has a cover of their own, and what comes meanwhile comes covered", async () => {
    await bob.makeRoom(ROOM, ["alice", "carol"]);
    await bob.say("Who speaks next?");
    await carol.enter(ROOM);
    await carol.sees("Who speaks next?");
    await carol.say(ASIDE);
    await bob.sees(ASIDE);
    await alice.line(ROOM).first().press("Enter");
    await alice.sees(ASIDE);
    await alice.sees("Who speaks next?");
    for (const text of [ASIDE, "Who speaks next?", ROOM, "carol"]) await isCovered(text);
    const coverOf = (text) => alice.message(text).locator(".message-sender .name-cover").first().innerText();
    const covers = [await coverOf(ASIDE), await coverOf("Who speaks next?")];
    assert.notEqual(covers[0], covers[1], "who said what can be told apart by whoever knows the covers");
    await pictures(alice, "glance-room");
    await alice.line("bob").first().press("Enter");
    await alice.sees(SAID);
    await bob.enter("alice");
  });

  await story("it is covered from the first frame after a reload, and what stands for Bob is the same", async () => {
    const cover = await alice.page.locator(".message-sender .name-cover, .line .name-cover").first().innerText();
    await alice.page.reload({ waitUntil: "commit" });
    await alice.page.waitForFunction(() => document.querySelector("#app")?.childElementCount > 0);
    assert.equal(await alice.page.evaluate(() => "glance" in document.documentElement.dataset), true);
    await alice.sees(SAID);
    await isCovered(SAID);
    assert.equal(await alice.page.locator(".message-sender .name-cover, .line .name-cover").first().innerText(), cover);
    await key("Alt+g");
    await alice.page.locator(":root:not([data-glance])").waitFor();
    assert.notEqual((await paintedOf(SAID))[0], "rgba(0, 0, 0, 0)");
  });

  await story("the key is on the list of keys, and works over it", async () => {
    await alice.page.locator("article.message").first().focus();
    await key("?");
    await alice.sheet().getByText("Cover names and words, or uncover them").waitFor();
    await key("Alt+g");
    await alice.page.locator(":root[data-glance]").waitFor();
    await key("Alt+g");
    await alice.closeSheet();
  });

  await story("an alias is set by keys and stands for its person", async () => {
    await key("Alt+s");
    await alice.page.getByRole("region", { name: "Glance and aliases" }).waitFor();
    await addAlias("bob@localhost", ALIEN);
    await addAlias("the harbour paper", "the menu");
    await pictures(alice, "aliases");
    await key("Escape");
    await alice.enter("bob");
    await key("Alt+g");
    await alice.page.locator(".line .name-cover", { hasText: ALIEN }).first().waitFor();
    await pictures(alice, "glance-alias");
    await key("Alt+g");
  });

  await story("a text goes out with aliases by wish, and an official one is asked about", async () => {
    const text = "Bob has the harbour paper";
    const inField = (wanted) => alice.page.waitForFunction((said) => document.querySelector(".composer-text").value === said, wanted);
    await alice.composer().fill(text);
    await key("Alt+a");
    await inField(`${ALIEN} has the menu`);
    await alice.page.getByText(withMarks("2 names replaced")).waitFor();
    await key("Control+z");
    await inField(text);
    await alice.composer().fill(`NOTE VERBALE: ${text}`);
    await key("Alt+a");
    await alice.sheet().getByRole("heading", { name: "This text is marked as official" }).waitFor();
    await pictures(alice, "aliases-official");
    await alice.tabTo(alice.sheet().getByRole("button", { name: "Leave it" }));
    await key("Enter");
    await inField(`NOTE VERBALE: ${text}`);
    await key("Alt+a");
    await alice.tabTo(alice.sheet().getByRole("button", { name: "Replace all the same" }));
    await key("Enter");
    await inField(`NOTE VERBALE: ${ALIEN} has the menu`);
    await alice.say(`NOTE VERBALE: ${ALIEN} has the menu`);
    await bob.sees(`NOTE VERBALE: ${ALIEN} has the menu`);
  });
});
