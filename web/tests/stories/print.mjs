// A communiqué under silence procedure, in real Chromium and in a terminal, over a real relay: a pen holder, two delegates,
// and a chair in a terminal. Suggested, taken, compared, signed and objected to with the keyboard alone; what a screen
// reader hears is held against what it should; and the Word file and the PDF are read again.
//
//   node tests/stories/print.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { strFromU8, unzipSync } from "fflate";

import { withMarks } from "./person.mjs";
import { openScene } from "./scene.mjs";

// pdf.js wants it, and Node has it from version 22 on.
Promise.withResolvers ??= () => {
  let [resolve, reject] = [];
  const promise = new Promise((done, failed) => ([resolve, reject] = [done, failed]));
  return { promise, resolve, reject };
};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

const ROOM = "Drafting group";
const TITLE = "Communiqué";
const PARAGRAPHS = ["The parties met in Geneva.", "They agreed on [all / most] points.", "They thank the host.", "They meet again in spring."];
const SUGGESTED = "They agreed on most points.";

const { relay, person, terminal, story, pictures, play } = await openScene("print", { hasTerminal: true });
const [mona, ali, wei] = ["mona", "ali", "wei"].map((name) => person(name));
const dora = terminal("dora");

/** What a screen reader hears of a part of the screen, without the marks that keep directions. */
const heard = async (place) => (await place.ariaSnapshot()).replaceAll(/[\u2066-\u2069]/gu, "");
const region = (who, name) => who.page.getByRole("region", { name: withMarks(name) });
const status = (who, words) => who.page.getByRole("status").filter({ hasText: withMarks(words) }).first();

async function pressByKeys(who, place, key = "Enter") {
  await place.waitFor();
  await who.tabTo(place);
  await who.page.keyboard.press(key);
}

async function typeInto(who, place, text) {
  await place.waitFor();
  await who.tabTo(place);
  await who.page.keyboard.press("ControlOrMeta+a");
  await who.page.keyboard.type(text);
}

/** From the room to the statement, by the link in its card. */
async function openStatement(who) {
  await who.enter(ROOM);
  const link = who.page.getByRole("link", { name: "Open the statement" }).last();
  await link.waitFor();
  await link.focus();
  await who.page.keyboard.press("Enter");
  await who.page.getByRole("heading", { name: TITLE }).waitFor();
}

/** Arabic for a picture, and back: words and direction are all that change. */
async function inArabic(who, title) {
  const choose = async (language) => {
    await who.page.evaluate((chosen) => localStorage.setItem("corridor-preferences", JSON.stringify({ language: chosen })), language);
    await who.page.reload();
    await who.page.locator(".statement-paragraphs, .statement-compare, .statement-sheet").first().waitFor();
  };
  await choose("ar");
  assert.equal(await who.page.evaluate(() => document.documentElement.dir), "rtl");
  await pictures(who, `${title}-ar`);
  await choose("en");
}

/** What the chair begins in the terminal: a deadline in so many seconds. */
async function silence(seconds) {
  const asked = (await dora.items(ROOM)).find((item) => item.kind === "statement");
  await dora.run("statement", "silence", ROOM, String(asked.seq), `+${seconds}s`);
}

await play(async () => {
  for (const who of [mona, ali, wei, dora]) await who.accept(relay.invite());

  await story("the chair opens a room, and Mona drafts four paragraphs without a mouse", async () => {
    await dora.run("new", ROOM, "--with", "mona", "--with", "ali", "--with", "wei");
    for (const who of [mona, ali, wei]) {
      await who.enter(ROOM);
      await who.say(`${who.name} is here.`);
      await who.untilSent();
    }
    await dora.send(ROOM, "The floor is yours.");
    await mona.sees("The floor is yours.");
    await mona.addByKeys("New statement");
    await typeInto(mona, mona.page.getByLabel("Title", { exact: true }), TITLE);
    await typeInto(mona, mona.page.getByLabel("Paragraphs", { exact: true }), PARAGRAPHS.join("\n\n"));
    await pressByKeys(mona, mona.page.getByRole("button", { name: "Put it to the room" }));
    await mona.composer().waitFor();
    await mona.untilSent();
    await openStatement(ali);
    const shown = await heard(region(ali, "Version 1"));
    for (const [place, text] of PARAGRAPHS.entries()) assert.match(shown, new RegExp(`listitem "Paragraph ${place + 1}"[^]*${text.replaceAll(/[[\]/]/gu, ".")}`, "u"));
    assert.match(shown, /mona holds the pen/u);
  });

  await story("Ali suggests other words with the keyboard alone", async () => {
    await pressByKeys(ali, ali.page.getByRole("button", { name: withMarks("Suggest other words for paragraph 2") }));
    const words = ali.sheet().getByLabel("Words", { exact: true });
    await words.waitFor();
    assert.equal(await words.inputValue(), PARAGRAPHS[1]);
    await typeInto(ali, words, SUGGESTED);
    await typeInto(ali, ali.sheet().getByLabel("Reason, if you like"), "It was not all.");
    await pressByKeys(ali, ali.sheet().getByRole("button", { name: "Send the suggestion" }));
    await ali.untilNoSheet();
    await openStatement(mona);
    const alternative = mona.page.locator(".statement-alternative");
    await alternative.waitFor();
    const shown = await heard(mona.page.getByRole("listitem", { name: withMarks("Paragraph 2") }));
    assert.match(shown, /list "Suggestions"/u);
    assert.match(shown.replaceAll(/\s+/gu, " "), /\[.*They agreed on most points\..*— .*ali.*\]/u);
    assert.match(shown, /It was not all\./u);
    await pictures(mona, "print-suggested");
    await inArabic(mona, "print-suggested");
  });

  await story("Mona takes it: every device has the same digits for the next version", async () => {
    await pressByKeys(mona, mona.page.getByRole("button", { name: "Take it" }));
    for (const who of [mona, ali]) {
      await region(who, "Version 2").waitFor();
      await region(who, "Version 2").getByText(SUGGESTED).waitFor();
    }
    const digits = (who) => region(who, "Versions").locator("kbd").first().innerText();
    assert.equal(await digits(mona), await digits(ali));
    const { seq } = (await dora.items(ROOM)).find((item) => item.kind === "statement");
    assert.match(await dora.run("statement", "show", ROOM, String(seq)), new RegExp(await digits(mona), "u"));
    assert.match(await heard(region(ali, "Versions")), /taken in version 2/u);
  });

  await story("the two versions are compared, and the Word file has the change with who made it", async () => {
    await pressByKeys(ali, ali.page.getByRole("link", { name: "Compare versions" }));
    await ali.page.locator(".statement-compare ins, .statement-compare del").first().waitFor();
    const before = await heard(region(ali, "Version 1"));
    assert.match(before, /deletion:/u);
    assert.match(before, /struck:/u);
    assert.match(before, /Changed by.*ali/su);
    await pictures(ali, "print-compare");
    await inArabic(ali, "print-compare");
    await pressByKeys(ali, ali.page.getByRole("link", { name: "Print or export" }));
    const download = ali.page.waitForEvent("download");
    await pressByKeys(ali, ali.page.getByRole("button", { name: "Save as a Word file" }));
    const file = await download;
    assert.match(file.suggestedFilename(), /^Communiqué\.docx$/u);
    const xml = strFromU8(unzipSync(await readFile(await file.path()))["word/document.xml"]);
    const struck = [...xml.matchAll(/<w:del ([^>]*)>.*?<w:delText[^>]*>([^<]*)</gsu)];
    assert.deepEqual(struck.map(([, , text]) => text.trim()), ["[all /", "]"]);
    for (const [, attributes] of struck) assert.match(attributes, /w:author="[^"]*ali[^"]*"/u);
    assert.ok(xml.indexOf(PARAGRAPHS[0]) < xml.indexOf("<w:del ") && xml.indexOf("<w:del ") < xml.indexOf(PARAGRAPHS[2]), "in their order");
  });

  await story("the print view is a PDF of real text with the change marked", async () => {
    const pdf = await getDocument({ data: new Uint8Array(await ali.page.pdf({ format: "A4" })) }).promise;
    const first = await (await pdf.getPage(1)).getTextContent();
    const text = first.items.map((item) => item.str).join(" ").replaceAll(/\s+/gu, " ");
    for (const paragraph of [PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[3]]) assert.ok(text.includes(paragraph), text);
    assert.match(text, /\(.*ali.*\)/u);
    assert.doesNotMatch(text, /Save as a Word file|New conversation/u, "nothing of the app around it");
    await pictures(ali, "print-sheet");
  });

  await story("Ali signs version 2 and nothing else: another version comes, and the signature does not count for it", async () => {
    await openStatement(ali);
    await pressByKeys(ali, ali.page.getByRole("button", { name: withMarks("Sign version 2") }));
    await pressByKeys(ali, ali.sheet().getByRole("button", { name: "Sign", exact: true }));
    await mona.page.getByRole("row", { name: withMarks("ali") }).filter({ hasNotText: "not signed" }).waitFor();
    assert.match(await heard(region(mona, "Signatures")), /row "mona.*not signed"/u);
    await pressByKeys(mona, mona.page.getByRole("button", { name: "Write the next version" }));
    await typeInto(mona, mona.sheet().getByLabel("Paragraphs", { exact: true }), [...PARAGRAPHS.slice(0, 1), SUGGESTED, PARAGRAPHS[2], "They meet again in May."].join("\n\n"));
    await pressByKeys(mona, mona.sheet().getByRole("button", { name: "Issue the version" }));
    await mona.untilNoSheet();
    await region(ali, "Version 3").waitFor();
    for (const who of [mona, ali]) {
      const shown = await heard(region(who, "Signatures"));
      assert.match(shown, /row "ali.*not signed"/u);
      assert.match(shown.replaceAll(/\s+/gu, " "), /signed version 2, an earlier one/u);
    }
  });

  await story("silence while Wei is away is no consent", async () => {
    await wei.kill();
    await silence(15);
    await status(mona, "Running: adopted at the deadline unless somebody objects").waitFor();
    assert.match(await heard(mona.page.getByRole("table", { name: "To whom it was delivered" })), /row "wei not delivered"/u);
    await status(mona, "Not adopted: not delivered to wei").waitFor();
    await pictures(mona, "print-undelivered");
    await inArabic(mona, "print-undelivered");
    await wei.open();
    await openStatement(wei);
    await status(wei, "Not adopted: not delivered to wei").waitFor();
    assert.match(await heard(wei.page.getByRole("table", { name: "To whom it was delivered" })), /row "wei delivered .*too late"/u);
  });

  await story("Ali objects, and the silence is broken at everybody's", async () => {
    await silence(600);
    await typeInto(ali, ali.page.getByLabel("Why you object"), "May is too late.");
    await pressByKeys(ali, ali.page.getByRole("button", { name: "Object", exact: true }));
    for (const who of [mona, ali, wei]) {
      await status(who, "The silence is broken").waitFor();
      await region(who, "Silence procedure").getByText(withMarks("ali objects: May is too late.")).waitFor();
    }
    await pictures(mona, "print-broken");
    const read = await dora.items(ROOM);
    assert.equal(read.find((item) => item.kind === "objection")?.text, "May is too late.");
  });

  await story("the third one reaches everybody, nobody objects, and it is adopted", async () => {
    await silence(15);
    for (const who of [mona, ali, wei]) await status(who, "Adopted").waitFor();
    const shown = await heard(region(wei, "Silence procedure"));
    for (const name of ["ali", "dora", "mona", "wei"]) assert.match(shown, new RegExp(`row "${name} delivered`, "u"));
    assert.match(shown.replaceAll(/\s+/gu, " "), /Not adopted: not delivered to .*wei/u);
    await pictures(wei, "print-adopted");
    await inArabic(wei, "print-adopted");
    const { statement } = (await dora.items(ROOM)).find((item) => item.kind === "statement");
    assert.deepEqual([statement.number, statement.silence.state], [3, "adopted"]);
  });
});
