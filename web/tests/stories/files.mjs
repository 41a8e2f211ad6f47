// Pictures and files between people in real Chromium and one in a terminal, over a real relay; one of
// them has a slow line, on which an upload can be stopped in the middle.
//
//   node tests/stories/files.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { startRelay } from "../engine/relay.mjs";
import { CommandLine } from "./command_line.mjs";
import { Person } from "./person.mjs";
import { slowLine } from "./slow_line.mjs";

const [relayProgram, commandLine, site, ...options] = process.argv.slice(2);
const pictures = options[0] === "--pictures" ? options[1] : undefined;

/** Three megabytes take six seconds: long enough to stop in the middle. */
const LINE = { kilobitsPerSecond: 4000, roundTripMs: 60 };
const LARGE_BYTES = 3_000_000;

const SECRET_PLACE = "GPS 46.2264 N 6.1403 E";

const base = await mkdtemp(path.join(tmpdir(), "corridor-files-"));
const relay = await startRelay(relayProgram, path.join(base, "relay"), site);
const line = await slowLine(Number(new URL(relay.origin).port), LINE);
const slow = `http://localhost:${line.port}`;
const alice = new Person("alice", path.join(base, "alice"), slow);
const bob = new Person("bob", path.join(base, "bob"), relay.origin);
const dora = new CommandLine(commandLine, "dora", path.join(base, "dora"));

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");
const shot = (who, name) =>
  pictures === undefined ? undefined : who.page.screenshot({ path: path.join(pictures, `${name}.png`) });

async function story(name, act) {
  const start = performance.now();
  await act();
  console.log(`  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** A photograph as a camera writes it: more pixels than are sent, and in it where it was taken. */
async function photograph(page) {
  const plain = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(3000, 2000);
    const context = canvas.getContext("2d");
    for (let at = 0; at < 600; at += 1) {
      context.fillStyle = `hsl(${(at * 47) % 360} 60% 50%)`;
      context.fillRect((at * 613) % 3000, (at * 389) % 2000, 300, 200);
    }
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const text = Buffer.from(`Exif\0\0${SECRET_PLACE}`);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  const bytes = Buffer.from(plain);
  return Buffer.concat([bytes.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, text, bytes.subarray(2)]);
}

/** Chooses files as the button does. */
function choose(who, ...files) {
  return who.page.locator("input[type=file]").setInputFiles(files);
}

const sheet = (who) => who.page.getByRole("dialog");

/** Presses the sheet's button, looks at who is new where that is asked, and waits until the sheet is gone. */
async function sendAll(who) {
  await sheet(who).getByRole("button", { name: "Send", exact: true }).click();
  const gate = who.page.getByRole("button", { name: /^Send to /u });
  await Promise.race([gate.waitFor().catch(() => undefined), sheet(who).first().waitFor({ state: "detached" })]);
  if (await gate.isVisible()) await gate.click();
  await who.page.locator("dialog").first().waitFor({ state: "detached" });
}

/** The message with that file in it. */
const message = (who, name) => who.page.locator("article.message").filter({ hasText: name }).last();

async function save(who, name) {
  const download = who.page.waitForEvent("download");
  await message(who, name).getByRole("button", { name: "Save" }).click();
  return readFile(await (await download).path());
}

try {
  await alice.accept(relay.invite().replace(relay.origin, slow));
  await bob.accept(relay.invite());
  await dora.accept(relay.invite());
  await alice.writeTo("bob");
  await alice.say("The page is coming.");
  await bob.enter("alice");

  await story("a photograph: scaled, without its place, seen small, fetched when asked for", async () => {
    const photo = await photograph(alice.page);
    assert.ok(photo.includes(SECRET_PLACE));
    await choose(alice, { name: "IMG_2041.JPG", mimeType: "image/jpeg", buffer: photo });
    await sheet(alice).getByText("place and camera data are removed").waitFor();
    await sheet(alice).getByRole("textbox", { name: "What you say with it" }).fill("Page 2, with the chair’s notes.");
    await shot(alice, "file-sheet");
    await sendAll(alice);
    await bob.sees("Page 2, with the chair’s notes.");
    const item = message(bob, "IMG_2041.jpg");
    await item.getByText("not fetched").first().waitFor();
    await item.getByRole("img").waitFor();
    assert.equal(await item.getByRole("button", { name: "Save" }).count(), 0, "nothing is fetched unasked");
    await shot(bob, "file-received");
    await item.getByRole("button", { name: "Fetch" }).click();
    await item.getByRole("button", { name: "Save" }).waitFor();
    const [here, there] = [await save(alice, "IMG_2041.jpg"), await save(bob, "IMG_2041.jpg")];
    assert.equal(hash(there), hash(here), "the same at the other end");
    assert.ok(there.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])), "a JPEG");
    assert.ok(!there.includes(SECRET_PLACE) && !there.includes("Exif"), "without what the camera wrote");
    await message(bob, "IMG_2041.jpg").getByRole("button", { name: "Open" }).last().click();
    const picture = sheet(bob).getByRole("img");
    await picture.waitFor();
    assert.equal(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth)), 2048);
    await shot(bob, "file-viewer");
    await bob.page.keyboard.press("Escape");
    await sheet(bob).waitFor({ state: "detached" });
  });

  const large = randomBytes(LARGE_BYTES);
  await story("an upload is stopped in the middle, a text goes past it, and it goes on", async () => {
    await choose(alice, { name: "annex.bin", mimeType: "application/x-annex", buffer: large });
    await sendAll(alice);
    await message(alice, "annex.bin").getByRole("progressbar").waitFor();
    await alice.page.waitForFunction(() => document.querySelector("progress.file-progress")?.value > 200_000);
    await shot(alice, "file-uploading");
    await message(alice, "annex.bin").getByRole("button", { name: "Stop" }).click();
    await message(alice, "annex.bin").getByText("stopped").first().waitFor();
    await alice.say("The annex takes a moment.");
    await bob.sees("The annex takes a moment.");
    assert.equal(await message(bob, "annex.bin").count(), 0, "nobody is told of a file that is not there yet");
    await message(alice, "annex.bin").getByRole("button", { name: "Go on" }).click();
    await message(bob, "annex.bin").getByRole("button", { name: "Fetch" }).click();
    await message(bob, "annex.bin").getByRole("button", { name: "Save" }).waitFor();
    assert.equal(hash(await save(bob, "annex.bin")), hash(large));
  });

  await story("the page is reloaded in mid-upload, and it goes on by itself", async () => {
    await choose(alice, { name: "second.bin", mimeType: "", buffer: large });
    await sendAll(alice);
    await alice.page.waitForFunction(() => document.querySelector("progress.file-progress")?.value > 200_000);
    await alice.page.reload();
    await message(bob, "second.bin").getByRole("button", { name: "Fetch" }).click();
    await message(bob, "second.bin").getByRole("button", { name: "Save" }).waitFor();
    assert.equal(hash(await save(bob, "second.bin")), hash(large));
    await alice.enter("bob");
  });

  await story("an upload is taken back in the middle, and nobody hears of it", async () => {
    await choose(alice, { name: "wrong.bin", mimeType: "", buffer: large });
    await sendAll(alice);
    await alice.page.waitForFunction(() => document.querySelector("progress.file-progress")?.value > 200_000);
    await message(alice, "wrong.bin").getByRole("button", { name: "Discard" }).click();
    await message(alice, "wrong.bin").waitFor({ state: "detached" });
    await alice.say("That was the wrong one.");
    await bob.sees("That was the wrong one.");
    assert.equal(await message(bob, "wrong.bin").count(), 0);
  });

  await story("two are pasted, one of them empty", async () => {
    await bob.composer().evaluate((field) => {
      const data = new DataTransfer();
      data.items.add(new File(["two lines\nof it\n"], "note.txt", { type: "text/plain" }));
      data.items.add(new File([], "nothing.txt", { type: "text/plain" }));
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await sheet(bob).getByText("is empty").waitFor();
    await sendAll(bob);
    await message(alice, "note.txt").waitFor();
    assert.equal(await message(alice, "nothing.txt").count(), 0);
  });

  await story("a file goes to somebody in a terminal, and one comes back", async () => {
    await bob.writeTo("dora");
    await choose(bob, { name: "for dora.txt", mimeType: "text/plain", buffer: Buffer.from("the annex, in short\n") });
    await sendAll(bob);
    await message(bob, "for dora.txt").locator(".message-state", { hasText: /Sent|Delivered/u }).waitFor();
    await dora.run("sync", "--timeout", "60");
    const items = (await dora.run("read", "bob", "--json")).trim().split("\n").map((item) => JSON.parse(item));
    const item = items.findLast((one) => one.kind === "file");
    const saved = path.join(base, "saved.txt");
    await dora.run("save", "bob", String(item.seq), "--to", saved, "--wait", "60");
    assert.equal(await readFile(saved, "utf8"), "the annex, in short\n");
    const reply = path.join(base, "reply.bin");
    await writeFile(reply, large);
    await dora.run("send-file", "bob", reply, "--caption", "In full.", "--acknowledge", "--wait", "60");
    await bob.sees("In full.");
    await message(bob, "reply.bin").getByRole("button", { name: "Fetch" }).click();
    await message(bob, "reply.bin").getByRole("button", { name: "Save" }).waitFor();
    assert.equal(hash(await save(bob, "reply.bin")), hash(large));
  });
  for (const who of [alice, bob]) assert.deepEqual(who.origins, [new URL(who.origin).host], `${who.name}'s hosts`);
} catch (error) {
  for (const who of [alice, bob]) await who.tellTrouble();
  throw error;
} finally {
  for (const who of [alice, bob]) await who.kill().catch(() => undefined);
  line.close();
  await relay.stop();
  await rm(base, { recursive: true, force: true, maxRetries: 5 });
}
