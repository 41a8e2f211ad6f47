// Three people in real Chromium and one in a terminal, over a real relay, through the screens that
// people see: what they write is there for everybody, once, in one order.
//
//   node tests/stories/run.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";

import { openScene } from "./scene.mjs";

/** Messages of one burst. */
const BURST = 8;

const PASSPHRASE = "correct horse battery";
const ROOM = "Fisheries, article 7";

const { relay, person, terminal, story, picture, play } = await openScene("run", { hasTerminal: true });
const [alice, bob, carol] = ["alice", "bob", "carol"].map((name) => person(name));
const dora = terminal("dora");
const people = [alice, bob, carol];

/** What was taken by the app, for each conversation. */
const written = { direct: [], room: [] };

async function burst(who, conversation, count = BURST) {
  for (let number = 0; number < count; number += 1) {
    const text = `${conversation} ${who.name} ${written[conversation].length}.`;
    await who.say(text);
    written[conversation].push(text);
  }
}

/** Everybody has what was written, once and in one order; answers how many texts were compared. */
async function compare(conversation, members, title) {
  const all = written[conversation];
  const orders = [];
  for (const member of members) {
    await member.enter(title(member));
    await member.sees(all.at(-1));
    const found = await member.export();
    assert.deepEqual([...found.texts].sort(), [...all].sort(), `${member.name} has every text once`);
    assert.equal(found.unreadable, 0, `${member.name} reads everything`);
    assert.equal(found.unsent, 0, `nothing of ${member.name} waits`);
    orders.push(found.texts);
  }
  for (const order of orders) assert.deepEqual(order, orders[0], "one order");
  return orders;
}

await play(async () => {
  for (const who of people) {
    await story(`${who.name} accepts an invitation`, async () => {
      const screens = await who.accept(relay.invite(), who === alice ? PASSPHRASE : undefined);
      assert.ok(screens.length <= 4, "at most four screens");
    });
  }
  await dora.accept(relay.invite());

  await story("a direct conversation", async () => {
    await alice.writeTo("bob");
    await burst(alice, "direct", 2);
    await bob.enter("alice");
    await bob.sees(written.direct.at(-1));
    await burst(bob, "direct", 2);
    await alice.sees(written.direct.at(-1));
    await picture(alice, "direct");
  });

  await story("a room of three, and one in a terminal", async () => {
    await alice.makeRoom(ROOM, ["bob", "carol", "dora"]);
    await burst(alice, "room", 2);
    await Promise.all([bob.enter(ROOM), carol.enter(ROOM)]);
    await carol.sees(written.room.at(-1));
    await burst(carol, "room", 2);
    assert.ok((await dora.texts(ROOM)).length > 0, "the terminal reads what browsers write");
    await dora.send(ROOM, "room dora, from a terminal.");
    written.room.push("room dora, from a terminal.");
    await bob.sees(written.room.at(-1));
    await burst(bob, "room");
    await carol.sees(written.room.at(-1));
    await picture(carol, "room");
  });

  await story("all three write at once", async () => {
    await Promise.all([burst(alice, "room"), burst(bob, "room"), burst(carol, "room")]);
  });

  await story("Bob reloads in mid-send", async () => {
    await burst(bob, "room");
    await bob.page.reload();
    await bob.enter(ROOM);
    await bob.untilSent();
    await carol.sees(written.room.at(-1));
  });

  await story("the relay is gone, the page starts all the same, and what is written goes out later", async () => {
    await bob.untilKeptOffline();
    await relay.stop();
    await bob.page.getByText("No connection to the relay").waitFor();
    await burst(bob, "room", 3);
    await bob.page.reload();
    await bob.enter(ROOM);
    await bob.sees(written.room.at(-1));
    await burst(bob, "room", 3);
    await picture(bob, "offline");
    await relay.start();
    await bob.untilSent();
    await carol.sees(written.room.at(-1));
  });

  await story("a second tab of Carol follows, and takes over when the first is closed", async () => {
    const first = carol.page;
    carol.page = await carol.browser.context.newPage();
    await carol.page.goto(`${relay.origin}/`);
    await carol.enter(ROOM);
    await burst(carol, "room", 2);
    await first.close();
    await burst(carol, "room", 2);
    await bob.sees(written.room.at(-1));
  });

  await story("Alice's browser is killed in mid-send", async () => {
    await alice.enter(ROOM);
    await burst(alice, "room");
    await alice.kill();
    await burst(bob, "room", 2);
    await alice.open();
    await alice.unlock("another passphrase");
    await alice.page.getByText("That does not unlock what is stored here.").waitFor();
    await picture(alice, "locked");
    await alice.unlock(PASSPHRASE);
    await alice.enter(ROOM);
    await alice.untilSent();
    // Last in everybody's order, so that everybody can wait for it.
    await burst(bob, "room", 1);
  });

  await story("everybody has everything, once, in one order", async () => {
    const [order] = await compare("room", people, () => ROOM);
    await compare("direct", [alice, bob], (who) => (who === alice ? "bob" : "alice"));
    assert.deepEqual(await dora.texts(ROOM), order, "the terminal has the same");
  });

  await story("the page says which build it is, and talks to its relay alone", async () => {
    await bob.page.getByRole("link", { name: "Settings" }).first().click();
    const shown = await bob.page.locator("[data-build]").textContent();
    assert.match(shown.replaceAll(/[^\da-f]/gu, ""), /^[\da-f]{64}$/u);
    await picture(bob, "settings");
    for (const who of people) assert.deepEqual(who.origins, [new URL(relay.origin).host], `${who.name}'s hosts`);
  });
  const count = written.room.length + written.direct.length;
  console.log(`${count} messages: 0 lost, 0 doubled, 0 undecryptable`);
});
