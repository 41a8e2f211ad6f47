// "An annotated page goes round the table": three people in real Chromium and one in a terminal, over a real relay. A
// photograph is straightened, cropped and blacked out by keys alone; each adds a layer; what was blacked out is then
// sought, byte by byte, in all that anybody got or keeps.
//
//   node tests/stories/page.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { openScene } from "./scene.mjs";

const ROOM = "Drafting group";
const PHONE = { width: 390, height: 844 };
const IN_METADATA = "GPS-46.2264N-PRIVATE";
const IN_NAME = "leaked-bracket-text";

const { folder, relay, person, terminal, story, picture, play } = await openScene("page", { hasTerminal: true });
const [alice, bob, carol] = ["alice", "bob", "carol"].map((name) => person(name));
const dora = terminal("dora");

const bare = (text) => text.replaceAll(/[\u2066-\u2069]/gu, "");
const heard = async (place) => bare(await place.ariaSnapshot());
const view = (who) => who.page.locator("dialog.page-view");
const marks = (who) => view(who).locator(".page-marks li");
const times = async (who, key, count) => {
  for (let at = 0; at < count; at += 1) await who.page.keyboard.press(key);
};

/** A page with lines, and between 0.3 and 0.7 of its width, 0.4 and 0.5 of its height, noise that nothing else looks
 *  like. With what a camera writes into it. */
async function secretPhotograph(page) {
  const bytes = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1200, 1600);
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, 1200, 1600);
    context.fillStyle = "#222";
    for (let line = 0; line < 26; line += 1) if (line < 8 || line > 11) context.fillRect(160, 160 + line * 50, 500 + ((line * 97) % 300), 14);
    let seed = 42;
    for (let y = 640; y < 800; y += 4) {
      for (let x = 360; x < 840; x += 4) {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        context.fillStyle = `rgb(${seed % 256} ${(seed >> 8) % 256} ${(seed >> 16) % 256})`;
        context.fillRect(x, y, 4, 4);
      }
    }
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })).arrayBuffer())];
  });
  const drawn = Buffer.from(bytes);
  const text = Buffer.from(`Exif\0\0${IN_METADATA}`);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length + 2);
  return Buffer.concat([drawn.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, text, drawn.subarray(2)]);
}

/** Brightest channel and mean of what lies between these parts of a picture, as a browser decodes it. */
function statistics(page, bytes, { left, upper, right, lower }) {
  return page.evaluate(async ({ all, box }) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(all)]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const [x, y] = [Math.ceil(box[0] * bitmap.width), Math.ceil(box[1] * bitmap.height)];
    const { data } = context.getImageData(x, y, Math.floor(box[2] * bitmap.width) - x, Math.floor(box[3] * bitmap.height) - y);
    let [most, sum] = [0, 0];
    for (let at = 0; at < data.length; at += 1) {
      if (at % 4 === 3) continue;
      most = Math.max(most, data[at]);
      sum += data[at];
    }
    return { most, mean: sum / (data.length * 0.75), width: bitmap.width, height: bitmap.height };
  }, { all: [...bytes], box: [left, upper, right, lower] });
}

/** Pieces of the original: the words in it, and what the noise was coded to. What paper is coded to repeats itself, and is the same in any picture. */
function piecesOf(original) {
  const pieces = [Buffer.from(IN_METADATA), Buffer.from(IN_NAME), Buffer.from(IN_NAME, "utf16le")];
  for (let at = 700; at + 24 < original.length; at += 256) {
    const piece = original.subarray(at, at + 24);
    if (new Set(piece).size > 18) pieces.push(piece);
  }
  assert.ok(pieces.length > 100, "there is something to seek");
  return pieces;
}

const foundIn = (bytes, pieces) => pieces.filter((piece) => bytes.includes(piece)).length;

/** How many files there are in a folder, and those in which a piece stands. */
async function sought(root, pieces) {
  const found = [];
  let count = 0;
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    count += 1;
    if (foundIn(bytes, pieces) > 0 || entry.name.includes(IN_NAME)) found.push(file);
  }
  return { count, found };
}

async function openByKey(who, text) {
  await who.message(text).focus();
  await who.page.keyboard.press("Alt+m");
  await view(who).locator(".page-stage img").waitFor();
}

async function setAt(who, moves, words) {
  await who.tabTo(view(who).locator(".page-stage"));
  for (const [key, count] of moves) await times(who, key, count);
  await who.page.keyboard.press("Enter");
  if (words === undefined) return;
  await view(who).locator(".page-words textarea:focus").waitFor();
  await who.page.keyboard.type(words);
  await who.page.keyboard.press("Enter");
  await view(who).locator(".page-words").waitFor({ state: "detached" });
}

/** By its key: at this width other buttons may float over it. */
async function fetched(who, text) {
  const button = (name) => who.message(text).getByRole("button", { name });
  await who.sees(text);
  await button("Fetch").or(button("Save")).first().waitFor();
  if (await button("Fetch").isVisible()) await button("Fetch").press("Enter");
  await button("Save").waitFor();
}

async function saved(who, text) {
  const download = who.page.waitForEvent("download");
  await who.message(text).getByRole("button", { name: "Save" }).press("Enter");
  return readFile(await (await download).path());
}

const previewOf = (who, text) => who.message(text).locator("img.file-preview").evaluate(async (image) => {
  const bytes = await new Promise((resolve, reject) => {
    const canvas = document.createElement("canvas");
    const draw = () => {
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      canvas.getContext("2d").drawImage(image, 0, 0);
      canvas.toBlob((blob) => blob.arrayBuffer().then((buffer) => resolve([...new Uint8Array(buffer)]), reject), "image/png");
    };
    image.decode().then(draw, reject);
  });
  return bytes;
});

/** One page with a black square, as small as a PDF is. */
function smallPdf() {
  const content = "0 0 0 rg 200 300 200 200 re f";
  const objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>", `<< /Length ${content.length} >>\nstream\n${content}\nendstream`];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const start = text.length;
  text += `xref\n0 5\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text);
}

const BLACKED = { left: 0.27, upper: 0.405, right: 0.68, lower: 0.495 };

await play(async () => {
  for (const who of [alice, bob, carol, dora]) await who.accept(relay.invite());
  await alice.makeRoom(ROOM, ["bob", "carol", "dora"]);
  await alice.say("The page is coming.");
  for (const who of [bob, carol]) {
    await who.enter(ROOM);
    await who.sees("The page is coming.");
    await who.say("Here.");
  }
  await alice.untilSent();
  await dora.untilIn(ROOM);
  await dora.send(ROOM, "In a terminal.");
  await alice.sees("In a terminal.");
  for (const who of [alice, bob, carol]) await who.page.setViewportSize(PHONE);
  const original = await secretPhotograph(alice.page);
  const pieces = piecesOf(original);
  const source = path.join(folder, `${IN_NAME}.jpg`);
  await writeFile(source, original);

  await story("a control: unchanged, the picture has all of it at the other end", async () => {
    await alice.attach(source);
    await alice.sheet().getByRole("checkbox", { name: "Send it unchanged" }).check();
    await alice.sheet().getByRole("textbox").fill("As it is.");
    await alice.sendFiles();
    await fetched(bob, "As it is.");
    const there = await saved(bob, "As it is.");
    assert.ok(foundIn(there, pieces) > pieces.length / 2, "the search finds what is there");
    assert.ok((await statistics(bob.page, there, { left: 0.32, upper: 0.42, right: 0.68, lower: 0.48 })).mean > 60, "noise");
  });

  await story("Alice straightens, crops and blacks out, by keys alone; only the flat picture goes", async () => {
    await alice.attach(source);
    await alice.tabTo(alice.sheet().locator("[data-act=page-prepare]"));
    await alice.page.keyboard.press("Enter");
    await view(alice).locator(".prepare-handle").first().waitFor();
    // The upper left and the lower left corner: what is left of them is cropped.
    for (const at of [0, 3]) {
      await alice.tabTo(view(alice).locator(".prepare-handle").nth(at));
      await alice.page.keyboard.press("Shift+ArrowRight");
    }
    const corners = await heard(view(alice));
    for (const name of ["Upper left corner", "Upper right corner", "Lower right corner", "Lower left corner"]) assert.match(corners, new RegExp(`slider "${name}"`, "u"));
    assert.equal(bare(await view(alice).locator(".prepare-handle").first().getAttribute("aria-valuetext")), "5 % from the left, 0 % from above");
    await picture(alice, "page-corners");
    await alice.tabTo(view(alice).getByRole("button", { name: "Next: black out" }));
    await alice.page.keyboard.press("Enter");
    await alice.tabTo(view(alice).locator("[data-act=page-box]"));
    await alice.page.keyboard.press("Enter");
    await view(alice).locator(".prepare-box:focus").waitFor();
    await times(alice, "ArrowLeft", 10);
    await times(alice, "ArrowUp", 6);
    await times(alice, "Shift+ArrowRight", 16);
    await times(alice, "Shift+ArrowDown", 3);
    const tree = await heard(view(alice));
    assert.match(tree, /What is blacked out is gone from what you send\. The original stays on your device’s disk/u);
    assert.match(tree, /button "Black box 1, 25 % from the left, 39 % from above"/u);
    await picture(alice, "page-black");
    await alice.tabTo(view(alice).getByRole("button", { name: "Use this page" }));
    await alice.page.keyboard.press("Enter");
    await view(alice).waitFor({ state: "detached" });
    await alice.sheet().getByText("page.jpg").waitFor();
    assert.equal(await alice.sheet().getByRole("checkbox", { name: "Send it unchanged" }).count(), 0, "there is no other picture");
    await alice.sheet().getByRole("textbox").fill("Page 2, for your marks.");
    await alice.sendFiles();
  });

  await story("at the other end the pixels are black, in the picture and in its preview, and its name says nothing", async () => {
    for (const who of [bob, carol]) {
      await fetched(who, "Page 2, for your marks.");
      await who.message("Page 2, for your marks.").getByText("page.jpg", { exact: true }).waitFor();
      const there = await saved(who, "Page 2, for your marks.");
      assert.equal(foundIn(there, pieces), 0, "nothing of the original");
      const region = await statistics(who.page, there, BLACKED);
      assert.ok(region.most <= 8, `uniform black, and the brightest is ${region.most}`);
      assert.equal(region.width, 1140, "cropped by a twentieth");
      const preview = Buffer.from(await previewOf(who, "Page 2, for your marks."));
      const small = await statistics(who.page, preview, { left: 0.3, upper: 0.42, right: 0.65, lower: 0.48 });
      assert.ok(small.most <= 24, `black in the preview, and the brightest is ${small.most}`);
    }
  });

  await story("Bob sets a pin and an arrow by keys alone, and hears where they are", async () => {
    await openByKey(bob, "Page 2, for your marks.");
    await setAt(bob, [["Shift+ArrowUp", 3], ["Shift+ArrowLeft", 3]], "This number is last year’s.");
    await marks(bob).nth(0).waitFor();
    await bob.tabTo(view(bob).locator("input[name=page-tool]:checked"));
    await times(bob, "ArrowRight", 2);
    await setAt(bob, [["Shift+ArrowRight", 5]]);
    await setAt(bob, [["Shift+ArrowDown", 5]]);
    await marks(bob).nth(1).waitFor();
    const tree = await heard(view(bob));
    assert.match(tree, /Pin 1 by bob, upper left: This number is last year’s\./u);
    assert.match(tree, /Arrow by bob, from upper right to lower right/u);
    assert.match(tree, /application "Page\. Arrow keys move a cross/u);
    assert.match(tree, /radio "Arrow" \[checked\]/u);
    await picture(bob, "page-bob");
    await bob.page.keyboard.press("Escape");
  });

  await story("Dora sets a note in a terminal, and Alice a pin that she takes back: its number is nobody’s", async () => {
    const { seq } = (await dora.items(ROOM)).findLast((item) => item.text === "Page 2, for your marks.");
    await dora.run("mark", ROOM, String(seq), "note", "60", "70", "“shall”, as agreed");
    const list = await dora.run("marks", ROOM, String(seq));
    assert.ok(JSON.stringify(list).includes("last year’s"), "she sees what bob wrote");
    await alice.message("Page 2, for your marks.").locator("[data-act=page]").waitFor();
    await openByKey(alice, "Page 2, for your marks.");
    await marks(alice).nth(2).waitFor();
    await setAt(alice, [["Shift+ArrowDown", 2]], "Not this one.");
    await marks(alice).filter({ hasText: "Not this one." }).waitFor();
    assert.match(bare(await marks(alice).last().innerText()), /Pin 2 by alice/u);
    await alice.tabTo(view(alice).getByRole("button", { name: "Undo" }));
    await alice.page.keyboard.press("Enter");
    await marks(alice).filter({ hasText: "Not this one." }).waitFor({ state: "detached" });
    await setAt(alice, [["ArrowUp", 4]], "Ask the capital.");
    await marks(alice).filter({ hasText: "Ask the capital." }).waitFor();
    assert.match(bare(await marks(alice).last().innerText()), /Pin 3 by alice/u);
    await alice.page.keyboard.press("Escape");
  });

  await story("Carol sees all layers, hides one, and saves what she sees as one picture", async () => {
    await carol.message("Page 2, for your marks.").locator("[data-act=page]", { hasText: /marks:.*4.*people:.*3/u }).waitFor();
    await openByKey(carol, "Page 2, for your marks.");
    await marks(carol).nth(3).waitFor();
    const tree = await heard(view(carol));
    for (const line of [/Pin 1 by bob, upper left/u, /Note by dora, lower middle: “shall”, as agreed/u, /Pin 3 by alice, middle: Ask the capital\./u, /group "Layers"/u, /checkbox "bob marks: 2" \[checked\]/u]) assert.match(tree, line);
    assert.doesNotMatch(tree, /Not this one/u);
    await picture(carol, "page-carol-en");
    const exported = async () => {
      const download = carol.page.waitForEvent("download");
      await view(carol).getByRole("button", { name: "Save page and marks as one picture" }).click();
      return readFile(await (await download).path());
    };
    const pin = { left: 0.196, upper: 0.206, right: 0.204, lower: 0.211 };
    const whole = await exported();
    const disc = await statistics(carol.page, whole, pin);
    await view(carol).getByRole("checkbox", { name: /^bob/u }).uncheck();
    assert.equal(await marks(carol).count(), 2, "dora’s and alice’s");
    const without = await statistics(carol.page, await exported(), pin);
    assert.ok(disc.mean < 140 && without.mean - disc.mean > 60, `the pin is in it, and then not: ${disc.mean}, ${without.mean}`);
    assert.ok((await statistics(carol.page, whole, BLACKED)).most <= 8, "still black");
    assert.equal(foundIn(whole, pieces), 0);
    await carol.page.keyboard.press("Escape");
    await carol.page.evaluate(() => localStorage.setItem("corridor-preferences", JSON.stringify({ language: "ar" })));
    await carol.page.reload();
    await carol.page.locator("html[lang=ar] article.message").first().waitFor();
    await openByKey(carol, "Page 2, for your marks.");
    await marks(carol).nth(3).waitFor();
    assert.match(await heard(view(carol)), /دبوس 1 من bob، أعلى اليسار/u);
    await picture(carol, "page-carol-ar");
    await carol.page.keyboard.press("Escape");
  });

  await story("a page of a PDF is opened, and goes as a picture", async () => {
    const file = path.join(folder, "annex.pdf");
    await writeFile(file, smallPdf());
    await alice.button("Add").click();
    await alice.page.locator(".composer [data-act=page]").click();
    const chooser = alice.page.waitForEvent("filechooser");
    await view(alice).getByRole("button", { name: "Open a picture or a PDF" }).click();
    await (await chooser).setFiles(file);
    await view(alice).getByRole("button", { name: "Next: black out" }).click();
    await view(alice).getByRole("button", { name: "Use this page" }).click();
    await alice.sheet().getByText("annex.jpg").waitFor();
    await alice.sheet().getByRole("textbox").fill("The annex.");
    await alice.sendFiles();
    await fetched(bob, "The annex.");
    const there = await saved(bob, "The annex.");
    assert.ok((await statistics(bob.page, there, { left: 0.36, upper: 0.4, right: 0.64, lower: 0.6 })).most <= 8, "its square");
    assert.ok((await statistics(bob.page, there, { left: 0.05, upper: 0.05, right: 0.3, lower: 0.3 })).mean >= 250, "its paper");
  });

  for (const who of [alice, bob, carol]) assert.deepEqual(who.origins, [new URL(relay.origin).host], `${who.name}'s hosts`);

  await story("what was blacked out is in no file of the relay, of a browser or of the terminal", async () => {
    for (const who of [alice, bob, carol]) await who.kill();
    await relay.stop();
    for (const place of ["relay", "alice", "bob", "carol", "dora"]) {
      const { count, found } = await sought(path.join(folder, place), pieces);
      assert.ok(count > 0, `${place} has files`);
      assert.deepEqual(found, [], place);
    }
    const planted = path.join(folder, "relay", "planted");
    await writeFile(planted, original.subarray(original.length / 2, original.length / 2 + 9_000));
    assert.deepEqual((await sought(path.join(folder, "relay"), pieces)).found, [planted], "the search finds what is there");
  });
});
