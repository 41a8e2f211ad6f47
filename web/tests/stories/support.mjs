// "Please speak in support": three people in real Chromium, with a telephone's window, over a real relay. A nudge is
// chosen, taken back, said, read by each in their own language, answered; an own phrase; one to a person alone; the quiet
// signal, and what a locked screen is told. By keyboard alone, and as a screen reader hears it.
//
//   node tests/stories/support.mjs RELAY SITE [--pictures FOLDER]

import assert from "node:assert/strict";

import { openScene } from "./scene.mjs";

const ROOM = "Fisheries, article 7";
const PHONE = { width: 390, height: 844 };
const IN_ENGLISH = "Please speak in support";
const IN_ARABIC = "تحدّث تأييدًا من فضلك";
/** What the engine waits, and a little for a slow machine. */
const GONE_MS = 6_000;

const { relay, person, story, picture, play } = await openScene("support");
const [alice, bob, dora] = ["alice", "bob", "dora"].map((name) => person(name));

const bare = (text) => text.replaceAll(/[\u2066-\u2069]/gu, "");
const nudges = (who) => who.page.locator("article.message[data-kind=nudge]");
const strip = (who) => who.page.locator(".nudge-strip");
const sheet = (who) => who.page.locator("dialog.nudge-sheet");
/** One of them that says that, whoever has said it. */
const nudge = (who, words) => nudges(who).filter({ hasText: words }).last();
const heard = async (place) => bare(await place.ariaSnapshot());
const focused = (who) => who.page.evaluate(() => document.activeElement?.textContent?.trim());
const until = async (what, isSo) => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`in vain: ${what}`);
};

/** The sheet by its key; the first phrase has the focus then. */
async function openSheet(who) {
  await who.page.keyboard.press("Alt+u");
  await sheet(who).waitFor();
  await who.page.locator(".nudge-phrase[data-phrase=speak]:focus").waitFor();
}

/** By the tab key to a phrase of the sheet, and Enter; then the strip has the focus. */
async function say(who, phrase) {
  await who.tabTo(sheet(who).locator(`.nudge-phrase[data-phrase=${phrase}]`).last());
  await who.page.keyboard.press("Enter");
  // Whoever is new is looked at first.
  const gate = who.page.getByRole("button", { name: /^Send to /u });
  const waits = who.page.locator(".nudge-strip button:focus");
  await Promise.race([waits.waitFor(), gate.waitFor().catch(() => undefined)]);
  if (!(await waits.isVisible())) await gate.press("Enter");
  await waits.waitFor();
}

async function speakArabic(who) {
  await who.page.evaluate(() => localStorage.setItem("corridor-preferences", JSON.stringify({ language: "ar" })));
  await who.page.reload();
  await who.page.locator("html[lang=ar] a.line").first().waitFor();
}

await play(async () => {
  for (const who of [alice, bob, dora]) await who.accept(relay.invite());
  await alice.makeRoom(ROOM, ["bob", "dora"]);
  await alice.say("The chair takes the floor list now.");
  for (const who of [bob, dora]) {
    await who.enter(ROOM);
    await who.sees("The chair takes the floor list now.");
    await who.say("Here.");
  }
  await alice.untilSent();
  await speakArabic(bob);
  await bob.line(ROOM).first().click();
  for (const who of [alice, bob, dora]) await who.page.setViewportSize(PHONE);

  await story("Alice opens the phrases with a key, and takes back within five seconds what she tapped", async () => {
    await openSheet(alice);
    const tree = await heard(sheet(alice));
    assert.match(tree, /dialog "Nudge"/u);
    for (const words of [IN_ENGLISH, "Please interrupt", "Please wait", "Let’s meet outside", "Vote yes", "Vote no", "Abstain", "Please call me"]) {
      assert.match(tree, new RegExp(`button "${words}"`, "u"));
    }
    for (const box of await sheet(alice).locator(".nudge-phrase").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()))) {
      assert.ok(box.height >= 44 && box.width >= 44, "a thumb finds it");
    }
    const box = await sheet(alice).boundingBox();
    assert.ok(box.y + box.height > PHONE.height - 8, "at the foot of the window");
    await picture(alice, "support-phrases");
    await say(alice, "interrupt");
    assert.equal(await focused(alice), "Take back");
    const waiting = await heard(strip(alice));
    assert.match(waiting, /status: Please interrupt Goes in five seconds\./u);
    assert.match(waiting, /button "Take back"/u);
    await picture(alice, "support-waits");
    await alice.page.keyboard.press("Enter");
    await strip(alice).waitFor({ state: "detached" });
    assert.equal(await alice.page.evaluate(() => document.activeElement?.classList.contains("composer-nudge")), true, "the focus is where the next begins");
    await alice.page.waitForTimeout(GONE_MS);
    for (const who of [alice, bob, dora]) assert.equal(await nudges(who).count(), 0, "nobody has it");
  });

  await story("“Please speak in support” goes after five seconds, and each reads it in their own language", async () => {
    await alice.page.keyboard.press("Enter");
    await sheet(alice).waitFor();
    const begun = performance.now();
    await say(alice, "speak");
    await nudge(dora, IN_ENGLISH).waitFor();
    assert.ok(performance.now() - begun > 4_900, "not before");
    await nudge(bob, IN_ARABIC).waitFor();
    await strip(alice).waitFor({ state: "detached" });
    assert.match(await heard(nudge(dora, IN_ENGLISH)), /article "alice nudges, [^"]*: Please speak in support"/u, "one sentence");
    assert.match(await heard(nudge(bob, IN_ARABIC)), new RegExp(`article "إشارة من alice، [^"]*: ${IN_ARABIC}"`, "u"));
    assert.match(await heard(nudge(alice, IN_ENGLISH)), /article "You nudge, [^"]*: Please speak in support ?\. (Sent|Delivered|Read)\."/u);
    const answers = await heard(nudge(dora, IN_ENGLISH).getByRole("group", { name: "Answers" }));
    assert.match(answers, /button "Yes, on my way"\s*- button "No"\s*- button "In a moment"/u);
    assert.equal(await nudge(alice, IN_ENGLISH).locator(".nudge-answers").count(), 0, "nobody answers herself");
    await picture(dora, "support-en");
    await picture(bob, "support-ar");
  });

  await story("Bob answers with one tap, in Arabic; Alice reads to what, in English", async () => {
    await nudge(bob, IN_ARABIC).focus();
    await bob.tabTo(nudge(bob, IN_ARABIC).locator(".nudge-answers button").first());
    await bob.page.keyboard.press("Enter");
    await bob.page.locator(".nudge-strip button:focus").waitFor();
    assert.equal(await focused(bob), "تراجع");
    await picture(bob, "support-answer-ar");
    const answer = nudge(alice, "Yes, on my way");
    await answer.waitFor();
    const tree = await heard(answer);
    assert.match(tree, /article "bob nudges, [^"]*: .*Nudge: Please speak in support.* Yes, on my way"/u);
    assert.equal(await answer.locator(".nudge-answers").count(), 0, "an answer asks for none");
    await picture(alice, "support-answer-en");
  });

  await story("Dora says for what, in words that stand as they are in everybody's sentence", async () => {
    await openSheet(dora);
    await dora.tabTo(sheet(dora).locator("summary"));
    await dora.page.keyboard.press("Enter");
    await dora.tabTo(sheet(dora).getByLabel("Whom or what to support"));
    await dora.page.keyboard.type("article 4");
    await dora.page.keyboard.press("Enter");
    await strip(dora).waitFor();
    await nudge(alice, "Please speak in support of").waitFor();
    const arabic = await heard(nudge(bob, "article 4"));
    assert.match(arabic, /article "إشارة من dora، [^"]*: تحدّث من فضلك تأييدًا لـ article 4"/u);
    await strip(dora).waitFor({ state: "detached" });
  });

  await story("Dora keeps a phrase of her own, and says it as she wrote it", async () => {
    await openSheet(dora);
    const form = sheet(dora);
    await dora.tabTo(form.locator("summary"));
    await dora.page.keyboard.press("Enter");
    await dora.tabTo(form.getByLabel("A phrase of your own"));
    await dora.page.keyboard.type("Footnote now");
    await dora.page.keyboard.press("Enter");
    await form.locator(".nudge-phrase[data-phrase=own]", { hasText: "Footnote now" }).waitFor();
    await picture(dora, "support-own");
    await dora.closeSheet();
    await dora.page.reload();
    await dora.composer().waitFor();
    await openSheet(dora);
    await say(dora, "own");
    for (const who of [alice, bob]) await nudge(who, "Footnote now").waitFor();
    assert.match(await heard(nudge(bob, "Footnote now")), /article "إشارة من dora، [^"]*: Footnote now"/u);
  });

  await story("to a person alone from the list of people, with the quiet signal, and no word on a locked screen", async () => {
    // Bob looks away; what his telephone and its screen are told is written down.
    await bob.page.evaluate(() => {
      globalThis.told = [];
      Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
      navigator.vibrate = (pattern) => globalThis.told.push({ vibrates: pattern }) > 0;
      globalThis.Notification = class {
        static permission = "granted";
        static requestPermission = async () => "granted";
        constructor(title, options) {
          globalThis.told.push({ title, ...options });
        }
        addEventListener() {}
        close() {}
      };
    });
    await bob.page.evaluate(() => (location.hash = "#/settings"));
    const notify = bob.page.locator("label.choice", { hasText: "تنبيهي" }).locator("input");
    await notify.first().focus();
    if (!(await notify.first().isChecked())) await bob.page.keyboard.press("Space");
    await until("notices are on", () => notify.first().isChecked());
    await alice.page.keyboard.press("Alt+p");
    const line = alice.page.getByRole("complementary", { name: "People" }).getByRole("button", { name: /bob.*device/su });
    await alice.tabTo(line);
    await alice.page.keyboard.press("Enter");
    await alice.tabTo(alice.sheet().getByRole("button", { name: "Nudge…" }));
    await alice.page.keyboard.press("Enter");
    await sheet(alice).waitFor();
    await say(alice, "call_me");
    await until("Bob's telephone is told", () => bob.page.evaluate(() => globalThis.told.some((one) => one.title !== undefined)));
    const told = await bob.page.evaluate(() => globalThis.told);
    assert.deepEqual(told.filter((one) => one.vibrates !== undefined), [{ vibrates: [40, 90, 40] }]);
    const shown = told.filter((one) => one.title !== undefined);
    assert.deepEqual(shown.map(({ title, body }) => [title, body]), [["Corridor", "هناك من يشير إليك"]], "neither who nor what");
    await bob.page.evaluate(() => (location.hash = "#/"));
    await bob.line("alice").first().click();
    await nudge(bob, "اتصل بي من فضلك").waitFor();
    await picture(bob, "support-direct-ar");
    await nudge(alice, "Please call me").waitFor();
    assert.equal(await nudges(dora).filter({ hasText: "Please call me" }).count(), 0, "it is between the two");
  });
});
