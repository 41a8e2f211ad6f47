// What is neither a text nor a plain file, between two in real Chromium and one in a terminal, over a real relay: a
// voice note, a picture that is opened once, an album, contacts, places and described links; each made with the
// keyboard alone. Then the gallery and the search have them, and what files take is freed and fetched again.
//
//   node tests/stories/kinds.mjs RELAY CORRIDOR SITE [--pictures FOLDER]

import assert from "node:assert/strict";

import { withMarks } from "./person.mjs";
import { photograph } from "./photograph.mjs";
import { openScene } from "./scene.mjs";

const ROOM = "Fisheries, article 7";
const HERE = { latitude: 46.2265, longitude: 6.1402, accuracy: 25 };
const LINK = "https://relay.example/plan?hall=XX";

/** A microphone that beeps once a second, and nobody who has to be asked for it. */
const MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

const { relay, person, terminal, story, pictures, play } = await openScene("kinds", { hasTerminal: true });
const [alice, bob] = ["alice", "bob"].map((name) => person(name, { flags: MICROPHONE }));
const dora = terminal("dora");

const field = (who, label) => who.sheet().getByLabel(label, { exact: true });
const inSheet = (who, name) => who.sheet().getByRole("button", { name, exact: true });
const cards = (who, text) => who.page.locator("article.message .card").filter({ hasText: text });

/** Chooses files as a person without a mouse does. */
async function attachByKeys(who, ...files) {
  const chooser = who.page.waitForEvent("filechooser");
  await who.addByKeys("Add files");
  await (await chooser).setFiles(files);
}

async function jpeg(who, name, hue) {
  return { name, mimeType: "image/jpeg", buffer: await photograph(who.page, { width: 900, height: 600, hue }) };
}

/** With the arrow keys, as radio buttons are walked through; answers how many are shown then. */
async function showKind(who, kind, shown, count) {
  const radio = who.page.getByRole("radio", { name: kind, exact: true });
  await who.page.getByRole("radio", { checked: true }).first().focus();
  for (let step = 0; step < 8 && !(await radio.isChecked()); step += 1) await who.page.keyboard.press("ArrowRight");
  await who.page.waitForFunction(([what, many]) => document.querySelectorAll(what).length === many, [shown, count]);
}

async function openGallery(who) {
  await who.openMenu("Pictures and files");
  await who.page.getByRole("complementary", { name: "Pictures and files" }).waitFor();
}

await play(async () => {
  await alice.accept(relay.invite());
  await bob.accept(relay.invite());
  await dora.accept(relay.invite());
  await alice.browser.context.grantPermissions(["geolocation"], { origin: relay.origin });
  await alice.browser.context.setGeolocation(HERE);
  await alice.makeRoom(ROOM, ["bob", "dora"]);
  await alice.say("Good morning.");
  await bob.enter(ROOM);
  await bob.say("Good morning from the coast.");
  await alice.sees("Good morning from the coast.");

  await story("a voice note: recorded, heard at the other end, and walked through", async () => {
    await alice.addByKeys("Voice note");
    await alice.sheet().getByText("Recording.").waitFor();
    await alice.sheet().getByRole("timer").filter({ hasText: "0:03" }).waitFor();
    await pictures(alice, "voice-recording");
    await alice.tabTo(inSheet(alice, "Stop"));
    await alice.page.keyboard.press("Enter");
    await alice.sheet().getByText(withMarks("Recorded: [34] seconds")).waitFor();
    await pictures(alice, "voice-made");
    await alice.tabTo(inSheet(alice, "Send"));
    await alice.page.keyboard.press("Enter");
    await alice.untilNoSheet();
    const note = bob.message("Voice note,");
    const position = note.getByRole("slider", { name: "Place in the voice note" });
    await note.getByText("not fetched").first().waitFor();
    assert.ok(await position.isDisabled(), "nothing is fetched unasked");
    await note.getByRole("button", { name: "Play" }).focus();
    await bob.page.keyboard.press("Enter");
    await note.getByRole("button", { name: "Pause" }).waitFor();
    await pictures(bob, "voice-playing");
    await note.getByRole("button", { name: "Play" }).waitFor();
    const told = async () => Number(await position.getAttribute("max"));
    assert.equal(Number(await position.inputValue()), Math.floor((await told()) / 100) * 100, "it was played to its end");
    const length = await bob.page.locator("audio").evaluate((sound) => sound.duration);
    assert.ok(length > 1, `a sound of ${length} seconds`);
    await position.focus();
    await pictures(bob, "voice-position");
    await bob.page.keyboard.press("Home");
    await bob.page.keyboard.press("ArrowRight");
    assert.equal(await position.inputValue(), "100");
    assert.equal(await note.locator(".voice-levels rect").evaluateAll((bars) => bars.some((bar) => Number(bar.getAttribute("height")) > 16)), true, "its loudness is drawn");
  });

  await story("a picture to be opened once is opened, and gone", async () => {
    await attachByKeys(alice, await jpeg(alice, "bracket.jpg", 200));
    const once = alice.sheet().getByRole("checkbox", { name: "To be opened once" });
    await once.waitFor();
    await alice.tabTo(once);
    await alice.page.keyboard.press("Space");
    await alice.sheet().getByText("That is no guarantee").waitFor();
    await pictures(alice, "once-sheet");
    await alice.tabTo(field(alice, "What you say with it"));
    await alice.page.keyboard.type("For your eyes.");
    await alice.tabTo(inSheet(alice, "Send"));
    await alice.page.keyboard.press("Enter");
    await alice.untilNoSheet();
    await bob.sees("For your eyes.");
    const got = bob.message("For your eyes.");
    await got.getByText("You can open it once; then it is gone from this device.").waitFor();
    assert.equal(await got.getByRole("img").count(), 0, "nothing shows beforehand");
    await pictures(bob, "once-closed");
    await got.getByRole("button", { name: "Open once" }).focus();
    await bob.page.keyboard.press("Enter");
    const shown = bob.sheet().getByRole("img");
    await shown.waitFor();
    assert.equal(await shown.evaluate((image) => image.decode().then(() => image.naturalWidth)), 900);
    await bob.sheet().getByText("This is the only time that you see it.").waitFor();
    await pictures(bob, "once-open");
    await bob.closeSheet();
    for (const time of ["now", "after a reload"]) {
      if (time !== "now") {
        await bob.page.reload();
        await bob.enter(ROOM);
      }
      await got.getByText("Opened. Nothing of it is on this device any more.").waitFor();
      assert.equal(await got.getByRole("button", { name: /Open|Save|Fetch/u }).count(), 0, time);
      assert.equal(await got.getByText("bracket.jpg").count(), 0, `its name is gone, ${time}`);
    }
    await alice.message("For your eyes.").getByText("To be opened once by whoever got it. Nothing of it is on this device any more.").waitFor();
    assert.equal(await alice.message("For your eyes.").getByRole("button", { name: /Open|Save|Fetch/u }).count(), 0, "nor at whoever sent it");
  });

  await story("three pictures go as an album, with what is said of them", async () => {
    await attachByKeys(alice, await jpeg(alice, "page 2.jpg", 20), await jpeg(alice, "page 3.jpg", 120), await jpeg(alice, "page 4.jpg", 240));
    await field(alice, "What you say with it").first().waitFor();
    await alice.tabTo(field(alice, "What you say with it").first());
    await alice.page.keyboard.type("Pages 2 to 4, as marked up.");
    await pictures(alice, "album-sheet");
    await alice.tabTo(inSheet(alice, "Send"));
    await alice.page.keyboard.press("Enter");
    await alice.untilNoSheet();
    for (const who of [alice, bob]) {
      const album = who.message("Pages 2 to 4").getByRole("list", { name: withMarks("3 pictures together.") });
      await album.getByRole("listitem").nth(2).getByRole("img").waitFor();
      const names = await album.getByRole("listitem").locator(".file-name").allInnerTexts();
      assert.deepEqual(names, ["page 2.jpg", "page 3.jpg", "page 4.jpg"], `${who.name} sees them as they were chosen`);
    }
    const third = bob.message("Pages 2 to 4").getByRole("listitem").nth(2);
    await third.getByRole("button", { name: "Fetch" }).focus();
    await bob.page.keyboard.press("Enter");
    await third.getByRole("button", { name: "Open" }).last().waitFor();
    await third.getByRole("button", { name: "Open" }).last().click();
    await bob.sheet().getByRole("img").waitFor();
    await bob.closeSheet();
    await third.getByRole("button", { name: withMarks("Actions for picture 3") }).click();
    await bob.page.locator(".action-menu").getByRole("button", { name: withMarks("React with 👍") }).click();
    await alice.message("Pages 2 to 4").getByRole("listitem").nth(2).locator(".reaction", { hasText: "👍" }).waitFor();
    await pictures(bob, "album");
  });

  await story("a contact: whom one can write to, by the word of who sends it", async () => {
    await alice.addByKeys("Contact");
    await field(alice, "Whose address").waitFor();
    await alice.page.keyboard.type("dora");
    await alice.tabTo(field(alice, "What you call them"));
    await alice.page.keyboard.type("Dora, of the coast");
    await pictures(alice, "contact-sheet");
    await alice.page.keyboard.press("Enter");
    await alice.untilNoSheet();
    const card = cards(bob, "Dora, of the coast");
    await card.getByText(/dora@/u).waitFor();
    await card.getByText("Compare safety numbers before you rely on it.").waitFor();
    await pictures(bob, "contact");
    await card.getByRole("button", { name: "Write directly" }).click();
    await bob.page.locator("#room-title", { hasText: "dora" }).waitFor();
    await bob.say("Alice gave me your address.");
    await bob.untilSent();
    assert.ok((await dora.texts("bob")).includes("Alice gave me your address."));
    await bob.enter(ROOM);
  });

  await story("a place, found by the browser; another by its numbers, where it may not", async () => {
    await alice.addByKeys("Place");
    await inSheet(alice, "Where I am now").waitFor();
    await alice.page.keyboard.press("Enter");
    await alice.sheet().getByText("Found. Look at it before you send it.").waitFor();
    assert.equal(await field(alice, "Degrees north").inputValue(), "46.226500");
    await alice.tabTo(field(alice, "What it is called"));
    await alice.page.keyboard.type("The south door");
    await pictures(alice, "place-sheet");
    await alice.page.keyboard.press("Enter");
    await alice.untilNoSheet();
    const card = cards(bob, "The south door");
    await card.getByText("46.22650, 6.14020").waitFor();
    await card.getByText(withMarks("within 25 m")).waitFor();
    assert.equal(await card.getByRole("link", { name: "Open in a map" }).getAttribute("href"), "geo:46.226500,6.140200;u=25");
    await bob.addByKeys("Place");
    await inSheet(bob, "Where I am now").waitFor();
    await bob.page.keyboard.press("Enter");
    await bob.sheet().getByText("The browser does not say where you are. You can type the numbers.").waitFor();
    await pictures(bob, "place-denied");
    await bob.tabTo(field(bob, "Degrees north"));
    await bob.page.keyboard.type("-33.8568");
    await bob.tabTo(field(bob, "Degrees east"));
    await bob.page.keyboard.type("151.2153");
    await bob.page.keyboard.press("Enter");
    await bob.untilNoSheet();
    await cards(alice, "-33.85680, 151.21530").waitFor();
    await pictures(alice, "place");
  });

  await story("a link with what it leads to, in its sender's words", async () => {
    await alice.composer().fill(`The plan of the halls: ${LINK}.`);
    await alice.addByKeys("Describe a link");
    await field(alice, "What it leads to").waitFor();
    assert.equal(await field(alice, "Link").inputValue(), LINK, "without the full stop of the sentence");
    await alice.page.keyboard.type("Floor plan of the conference centre");
    await alice.tabTo(field(alice, "In a sentence"));
    await alice.page.keyboard.type("Hall XX is on the second floor.");
    await pictures(alice, "link-sheet");
    await alice.page.keyboard.press("Enter");
    await alice.untilNoSheet();
    assert.equal(await alice.composer().inputValue(), "");
    const link = bob.message("The plan of the halls").getByRole("link", { name: /Floor plan of the conference centre/u });
    await link.getByText("Hall XX is on the second floor.").waitFor();
    await link.getByText("relay.example", { exact: true }).waitFor();
    await link.getByText("Described by who sent it").waitFor();
    assert.equal(await link.getAttribute("href"), LINK);
    await pictures(bob, "link");
  });

  await story("somebody in a terminal has all of it, and sends a contact and a place", async () => {
    const items = await dora.items(ROOM);
    const one = (is) => items.filter(is).map(({ voice, view_once, album, contact, place, link }) => ({ voice: voice !== null, view_once, album: album !== null, contact, place, link }));
    assert.equal(one((item) => item.voice !== null).length, 1);
    assert.deepEqual(one((item) => item.view_once !== null).map((item) => item.view_once), ["closed"], "hers is still to be opened");
    assert.equal(new Set(items.map((item) => item.album).filter((album) => album !== null)).size, 1);
    assert.equal(items.filter((item) => item.album !== null).length, 3);
    const account = (name) => new RegExp(`^${name}@`, "u");
    assert.match(items.find((item) => item.kind === "contact").contact.account, account("dora"));
    assert.deepEqual(items.find((item) => item.kind === "place").place, { latitude: 46_226_500, longitude: 6_140_200, accuracy: 25, label: "The south door" });
    assert.deepEqual(items.find((item) => item.link !== null).link, { url: LINK, title: "Floor plan of the conference centre", description: "Hall XX is on the second floor." });
    await dora.run("send-contact", ROOM, "alice", "--name", "Alice, in the chair");
    await dora.run("send-place", ROOM, "-33.8568", "151.2153", "--label", "The pier");
    await cards(bob, "Alice, in the chair").getByText(/alice@/u).waitFor();
    await cards(bob, "The pier").getByText("-33.85680, 151.21530").waitFor();
    assert.equal(await cards(alice, "Alice, in the chair").getByRole("button").count(), 0, "nobody writes to herself");
  });

  await story("the gallery of the room has them by kind, and nothing that was opened once", async () => {
    await openGallery(bob);
    await showKind(bob, "Pictures", ".gallery-one .file", 3);
    await pictures(bob, "gallery-pictures");
    await showKind(bob, "Links", ".gallery-one .link-card", 1);
    await showKind(bob, "Voice notes", ".gallery-one .voice", 1);
    await pictures(bob, "gallery-voice");
    await bob.page.locator(".gallery-one").getByRole("link", { name: "Show in the conversation" }).click();
    await bob.page.locator("article[data-reached=true] .voice").waitFor();
  });

  await story("the search finds contacts and places", async () => {
    await bob.page.keyboard.press("Alt+f");
    await bob.page.getByLabel("Words", { exact: true }).waitFor();
    await showKind(bob, "Contacts", ".found", 2);
    await pictures(bob, "search-contacts");
    await showKind(bob, "Places", ".found", 3);
    await bob.page.locator(".found", { hasText: "The south door" }).click();
    await bob.page.locator("article[data-reached=true] .card", { hasText: "The south door" }).waitFor();
  });

  await story("what files take is freed, and one of them fetched again is the same", async () => {
    await openGallery(bob);
    const third = bob.page.locator(".gallery-one").filter({ hasText: "page 4.jpg" });
    const had = await bob.saveFrom(third);
    await bob.page.getByRole("link", { name: "Settings" }).first().click();
    await bob.page.getByRole("link", { name: "What files take here" }).click();
    const line = bob.page.getByRole("listitem").filter({ has: bob.page.getByRole("link", { name: ROOM }) }).last();
    await line.getByText(withMarks("in 2 files")).waitFor();
    await pictures(bob, "storage");
    await bob.tabTo(line.getByRole("button", { name: "Remove from this device" }));
    await bob.page.keyboard.press("Enter");
    await bob.page.getByText(/ removed\.$/u).waitFor();
    await bob.page.getByText("No file's content is on this device.").waitFor();
    await pictures(bob, "storage-freed");
    await bob.enter(ROOM);
    await openGallery(bob);
    await third.getByText("not fetched").waitFor();
    await third.getByRole("button", { name: "Fetch" }).click();
    assert.ok((await bob.saveFrom(third)).equals(had), "the same again");
  });

  for (const who of [alice, bob]) assert.deepEqual(who.origins, [new URL(relay.origin).host], `${who.name}'s hosts`);
});
