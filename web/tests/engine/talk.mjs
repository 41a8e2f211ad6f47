// Two people in real Chromium over a real relay, with the engine and without screens: they register,
// open a direct room and write; pages are reloaded, a second tab follows and takes over, and a browser
// is killed in mid-send. In the end each has every message that was taken, once.
//
//   node tests/engine/talk.mjs RELAY SITE

import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { startBrowser } from "./browser.mjs";
import { startRelay } from "./relay.mjs";

const [program, site] = process.argv.slice(2);

/** Messages of each person in each part; a few are under way when a browser is killed. */
const MESSAGES = 12;

/** What a person waits for on a slow machine before the test fails. */
const PATIENCE_MS = 60_000;

const POLL_MS = 50;

/** A word of every message, which no file of a browser's profile may hold. */
const MARK = "Fischereiabkommen";

const request = (page, method, parameters = {}) =>
  page.evaluate(([name, given]) => engine.request(name, given), [method, parameters]);

/** Asks `found` in the page until it answers something. */
async function until(page, what, found, parameter) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const answer = await page.evaluate(found, parameter);
    if (answer) return answer;
    if (performance.now() > deadline) {
      const now = await Promise.all(
        ["status", "pending"].map((method) => request(page, method).catch(String)),
      );
      throw new Error(`waited in vain for: ${what}; ${JSON.stringify(now)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const untilPhase = (page, phase) =>
  until(page, `the phase ${phase}`, async (wanted) => {
    const status = await engine.request("status", {});
    if (status.phase === "failed") throw new Error(`${status.trouble}: ${status.detail}`);
    return status.phase === wanted;
  }, phase);

const untilSettled = (page) =>
  until(page, "nothing left to do", async () => {
    const left = await engine.request("pending", {});
    return left.to_send === 0 && left.to_receive === 0 && left.transfers === 0;
  });

async function texts(page, room) {
  const all = [];
  let before;
  for (;;) {
    const asked = before === undefined ? { room, limit: 20 } : { room, limit: 20, before };
    const { items, has_earlier } = await request(page, "timeline", asked);
    all.unshift(...items.filter((item) => item.kind === "text").map((item) => item.text));
    if (!has_earlier) return all;
    before = items[0].seq;
  }
}

async function untilTexts(page, room, wanted) {
  await until(
    page,
    `${wanted.length} messages`,
    async ([inRoom, count]) => {
      const { items } = await engine.request("timeline", { room: inRoom, limit: 1000 });
      return items.filter((item) => item.kind === "text" && item.seq !== null).length >= count;
    },
    [room, wanted.length],
  );
  const found = await texts(page, room);
  assert.deepEqual([...found].sort(), [...wanted].sort(), "every message once");
}

async function step(name, act) {
  const start = performance.now();
  const result = await act();
  console.log(`  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

const base = await mkdtemp(path.join(tmpdir(), "corridor-browser-"));
const profile = (name) => path.join(base, name);
const relay = await startRelay(program, path.join(base, "relay"), site);
const running = [];
const open = async (name) => {
  const browser = await startBrowser(profile(name), `${relay.origin}/`);
  running.push(browser);
  return browser;
};

try {
  const written = [];
  const write = async (page, room, count, who) => {
    for (let number = 0; number < count; number += 1) {
      const text = `${MARK} ${who} ${written.length}`;
      await request(page, "send_text", { room, text });
      written.push(text);
    }
  };

  let alice = await step("Alice's browser starts", () => open("alice"));
  const bob = await step("Bob's browser starts", () => open("bob"));
  await step("both register", () =>
    Promise.all(
      [
        [alice.page, "alice", { protection: "passphrase", passphrase: "correct horse battery" }],
        [bob.page, "bob", { protection: "browser" }],
      ].map(async ([page, name, lock]) => {
        await untilPhase(page, "new");
        await request(page, "create", lock);
        await request(page, "join", { link: relay.invite(), name });
        await until(page, `${name} is registered`, async () => {
          const account = await engine.request("account", {});
          return account?.registered === true;
        });
        await untilSettled(page);
      }),
    ),
  );
  const names = await Promise.all(
    [alice, bob].map(async ({ page }) => (await request(page, "account")).account),
  );

  const room = await step("a direct room", async () => {
    const { room: made } = await request(alice.page, "open_direct_room", { account: names[1] });
    await write(alice.page, made, 1, "alice");
    await until(
      bob.page,
      "Bob is in the room",
      async (id) => (await engine.request("conversations", {})).some((one) => one.room === id),
      made,
    );
    return made;
  });

  await step("both write at once", async () => {
    await Promise.all([
      write(alice.page, room, MESSAGES, "alice"),
      write(bob.page, room, MESSAGES, "bob"),
    ]);
    await untilTexts(alice.page, room, written);
    await untilTexts(bob.page, room, written);
  });

  await step("Bob reloads in mid-send", async () => {
    await write(bob.page, room, MESSAGES, "bob");
    await bob.page.reload();
    await untilPhase(bob.page, "open");
    await untilTexts(bob.page, room, written);
    await untilTexts(alice.page, room, written);
  });

  await step("a second tab of Bob follows, then takes over", async () => {
    const second = await bob.newPage();
    await untilPhase(second, "open");
    assert.equal((await request(second, "status")).owner, false);
    await write(second, room, 2, "bob");
    await untilTexts(second, room, written);
    await bob.page.close();
    await until(second, "the second tab owns the engine", async () => {
      const status = await engine.request("status", {});
      return status.owner && status.phase === "open";
    });
    await write(second, room, 2, "bob");
    await untilTexts(alice.page, room, written);
    bob.page = second;
  });

  await step("Alice's browser is killed in mid-send", async () => {
    await write(alice.page, room, MESSAGES, "alice");
    await alice.kill();
    running.splice(running.indexOf(alice), 1);
    await write(bob.page, room, 3, "bob");
    alice = await open("alice");
    await untilPhase(alice.page, "locked");
    const wrong = await alice.page.evaluate(() =>
      engine
        .request("unlock", { protection: "passphrase", passphrase: "another passphrase" })
        .catch((error) => error.failure.name),
    );
    assert.equal(wrong, "wrong_secret");
    const right = { protection: "passphrase", passphrase: "correct horse battery" };
    await request(alice.page, "unlock", right);
    await untilTexts(alice.page, room, written);
    await untilTexts(bob.page, room, written);
  });

  await step("both have the same, in the same order", async () => {
    assert.deepEqual(await texts(alice.page, room), await texts(bob.page, room));
    const conversations = await request(alice.page, "conversations");
    assert.equal(conversations.length, 1);
    assert.equal(conversations[0].skipped, 0);
    const found = await request(alice.page, "search", { text: MARK.toUpperCase(), limit: 1000 });
    assert.equal(found.length, written.length);
  });

  await step("Alice erases everything, and nothing is left to open", async () => {
    await request(alice.page, "erase");
    assert.equal((await request(alice.page, "status")).phase, "new");
    await request(alice.page, "create", { protection: "browser" });
    assert.equal(await request(alice.page, "account"), null);
    await alice.page.reload();
    await untilPhase(alice.page, "open");
    assert.equal(await request(alice.page, "account"), null);
  });

  await step("nothing that was written lies readable on disk", async () => {
    for (const browser of running.splice(0)) await browser.kill();
    for (const name of ["alice", "bob"])
      assert.deepEqual(await filesWith(profile(name), MARK), [], "files with a message in them");
  });
  console.log(`${written.length} messages: 0 lost, 0 doubled`);
} finally {
  for (const browser of running) await browser.kill().catch(() => undefined);
  await relay.stop();
  await rm(base, { recursive: true, force: true, maxRetries: 5 });
}

async function filesWith(folder, word) {
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if ((await readFile(file)).includes(word)) found.push(path.relative(folder, file));
  }
  return found;
}
