// Pictures and files between people in real Chromium and one in a terminal, over a real relay; one of
// them has a slow line, on which an upload can be stopped in the middle.
//
//   node tests/stories/files.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { photograph } from "./photograph.mjs";
import { openScene } from "./scene.mjs";
import { slowLine } from "./slow_line.mjs";

/** Three megabytes take six seconds: long enough to stop in the middle. */
const LINE = { kilobitsPerSecond: 4000, roundTripMs: 60 };
const LARGE_BYTES = 3_000_000;

const SECRET_PLACE = "GPS 46.2264 N 6.1403 E";

const { folder, relay, person, terminal, atEnd, story, picture, play } = await openScene("files", { hasTerminal: true });
const line = await slowLine(Number(new URL(relay.origin).port), LINE);
atEnd(() => line.close());
const slow = `http://localhost:${line.port}`;
const alice = person("alice", { origin: slow });
const bob = person("bob");
const dora = terminal("dora");

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** A photograph with what a camera writes into it: where it was taken. More pixels than are sent. */
async function placedPhotograph(page) {
  const bytes = await photograph(page, { width: 3000, height: 2000 });
  const text = Buffer.from(`Exif\0\0${SECRET_PLACE}`);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  return Buffer.concat([bytes.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, text, bytes.subarray(2)]);
}

await play(async () => {
  await alice.accept(relay.invite().replace(relay.origin, slow));
  await bob.accept(relay.invite());
  await dora.accept(relay.invite());
  await alice.writeTo("bob");
  await alice.say("The page is coming.");
  await bob.enter("alice");

  await story("a photograph: scaled, without its place, seen small, fetched when asked for", async () => {
    const photo = await placedPhotograph(alice.page);
    assert.ok(photo.includes(SECRET_PLACE));
    await alice.attach({ name: "IMG_2041.JPG", mimeType: "image/jpeg", buffer: photo });
    await alice.sheet().getByText("place and camera data are removed").waitFor();
    await alice.sheet().getByRole("textbox", { name: "What you say with it" }).fill("Page 2, with the chair’s notes.");
    await picture(alice, "file-sheet");
    await alice.sendFiles();
    await bob.sees("Page 2, with the chair’s notes.");
    const item = bob.message("IMG_2041.jpg");
    await item.getByText("not fetched").first().waitFor();
    await item.getByRole("img").waitFor();
    assert.equal(await item.getByRole("button", { name: "Save" }).count(), 0, "nothing is fetched unasked");
    await picture(bob, "file-received");
    await item.getByRole("button", { name: "Fetch" }).click();
    await item.getByRole("button", { name: "Save" }).waitFor();
    const [here, there] = [await alice.save("IMG_2041.jpg"), await bob.save("IMG_2041.jpg")];
    assert.equal(hash(there), hash(here), "the same at the other end");
    assert.ok(there.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])), "a JPEG");
    assert.ok(!there.includes(SECRET_PLACE) && !there.includes("Exif"), "without what the camera wrote");
    await bob.message("IMG_2041.jpg").getByRole("button", { name: "Open" }).last().click();
    const shown = bob.sheet().getByRole("img");
    await shown.waitFor();
    assert.equal(await shown.evaluate((image) => image.decode().then(() => image.naturalWidth)), 2048);
    await picture(bob, "file-viewer");
    await bob.closeSheet();
  });

  const large = randomBytes(LARGE_BYTES);
  await story("an upload is stopped in the middle, a text goes past it, and it goes on", async () => {
    await alice.attach({ name: "annex.bin", mimeType: "application/x-annex", buffer: large });
    await alice.sendFiles();
    await alice.message("annex.bin").getByRole("progressbar").waitFor();
    await alice.page.waitForFunction(() => document.querySelector("progress.file-progress")?.value > 200_000);
    await picture(alice, "file-uploading");
    await alice.message("annex.bin").getByRole("button", { name: "Stop" }).click();
    await alice.message("annex.bin").getByText("stopped").first().waitFor();
    await alice.say("The annex takes a moment.");
    await bob.sees("The annex takes a moment.");
    assert.equal(await bob.message("annex.bin").count(), 0, "nobody is told of a file that is not there yet");
    await alice.message("annex.bin").getByRole("button", { name: "Go on" }).click();
    await bob.message("annex.bin").getByRole("button", { name: "Fetch" }).click();
    await bob.message("annex.bin").getByRole("button", { name: "Save" }).waitFor();
    assert.equal(hash(await bob.save("annex.bin")), hash(large));
  });

  await story("the page is reloaded in mid-upload, and it goes on by itself", async () => {
    await alice.attach({ name: "second.bin", mimeType: "", buffer: large });
    await alice.sendFiles();
    await alice.page.waitForFunction(() => document.querySelector("progress.file-progress")?.value > 200_000);
    await alice.page.reload();
    await bob.message("second.bin").getByRole("button", { name: "Fetch" }).click();
    await bob.message("second.bin").getByRole("button", { name: "Save" }).waitFor();
    assert.equal(hash(await bob.save("second.bin")), hash(large));
    await alice.enter("bob");
  });

  await story("an upload is taken back in the middle, and nobody hears of it", async () => {
    await alice.attach({ name: "wrong.bin", mimeType: "", buffer: large });
    await alice.sendFiles();
    await alice.page.waitForFunction(() => document.querySelector("progress.file-progress")?.value > 200_000);
    await alice.message("wrong.bin").getByRole("button", { name: "Discard" }).click();
    await alice.message("wrong.bin").waitFor({ state: "detached" });
    await alice.say("That was the wrong one.");
    await bob.sees("That was the wrong one.");
    assert.equal(await bob.message("wrong.bin").count(), 0);
  });

  await story("two are pasted, one of them empty", async () => {
    await bob.composer().evaluate((field) => {
      const data = new DataTransfer();
      data.items.add(new File(["two lines\nof it\n"], "note.txt", { type: "text/plain" }));
      data.items.add(new File([], "nothing.txt", { type: "text/plain" }));
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    });
    await bob.sheet().getByText("is empty").waitFor();
    await bob.sendFiles();
    await alice.message("note.txt").waitFor();
    assert.equal(await alice.message("nothing.txt").count(), 0);
  });

  await story("a file goes to somebody in a terminal, and one comes back", async () => {
    await bob.writeTo("dora");
    await bob.attach({ name: "for dora.txt", mimeType: "text/plain", buffer: Buffer.from("the annex, in short\n") });
    await bob.sendFiles();
    await bob.message("for dora.txt").locator(".message-state", { hasText: /Sent|Delivered/u }).waitFor();
    const item = (await dora.items("bob")).findLast((one) => one.kind === "file");
    const saved = path.join(folder, "saved.txt");
    await dora.run("save", "bob", String(item.seq), "--to", saved, "--wait", "60");
    assert.equal(await readFile(saved, "utf8"), "the annex, in short\n");
    const reply = path.join(folder, "reply.bin");
    await writeFile(reply, large);
    await dora.run("send-file", "bob", reply, "--caption", "In full.", "--acknowledge", "--wait", "60");
    await bob.sees("In full.");
    await bob.message("reply.bin").getByRole("button", { name: "Fetch" }).click();
    await bob.message("reply.bin").getByRole("button", { name: "Save" }).waitFor();
    assert.equal(hash(await bob.save("reply.bin")), hash(large));
  });
  for (const who of [alice, bob]) assert.deepEqual(who.origins, [new URL(who.origin).host], `${who.name}'s hosts`);
});
