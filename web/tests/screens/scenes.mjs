// Every screen, how one gets there, and what shows that it is there.

import { PAGE_SCENES } from "./page_scenes.mjs";
import { message } from "./parts.mjs";
import { PRESSED_SCENES } from "./pressed_scenes.mjs";

/** By the button beside the message, as by thumb. */
async function openActions(page, text) {
  const found = message(page, text);
  await found.hover();
  await found.locator(".message-more").click();
}

/** `open`: the address; `act`: what a person does next; `shown`: what has to be on the screen then;
 * `isPictured`: not where it looks like another one. */
export const SCENES = [
  { name: "arrival-join", open: "?world=new", shown: "form" },
  {
    name: "arrival-words",
    open: "?world=new",
    act: async (page) => {
      await page.locator("input.mono").fill("https://relay.example/join#abc");
      await page.locator("input[autocomplete=username]").fill("ana.lopez");
      await page.locator("button[data-kind=main]").click();
    },
    shown: ".word-grid li",
  },
  {
    name: "arrival-done",
    open: "?world=new",
    act: async (page) => {
      await page.locator("input.mono").fill("https://relay.example/join#abc");
      await page.locator("input[autocomplete=username]").fill("ana.lopez");
      await page.locator("button[data-kind=main]").click();
      await page.locator(".word-grid li").first().waitFor();
      await page.locator("button[data-kind=quiet]").click();
    },
    shown: ".own-name",
  },
  {
    name: "arrival-recover",
    open: "?world=new",
    act: async (page) => {
      await page.locator("button[data-kind=quiet]").click();
      // The address of the page's own relay has a port that is another each time.
      await page.locator("input:not([autocomplete]):not([type])").fill("https://relay.example");
    },
    shown: "textarea",
  },
  { name: "unlock", open: "?world=locked", shown: "input[type=password]" },
  { name: "failed", open: "?world=failed", shown: ".alone button" },
  { name: "conversations-empty", open: "?world=empty", shown: ".empty" },
  { name: "conversations", open: "?world=full", shown: ".line" },
  {
    name: "search",
    open: "?world=full",
    act: async (page) => {
      await page.locator("input[type=search]").fill("article");
    },
    shown: "section .line",
  },
  { name: "switcher", open: "?world=full", act: (page) => page.keyboard.press("Control+k"), shown: ".switcher .line" },
  { name: "shortcuts", open: "?world=full#/settings", act: (page) => page.keyboard.press("?"), shown: "dialog kbd" },
  { name: "conversation", open: "?world=full", room: 0, shown: ".message" },
  { name: "conversation-direct", open: "?world=full", room: 1, shown: ".message" },
  {
    name: "file-viewer",
    open: "?world=full",
    room: 1,
    act: (page) => page.locator(".file-opens").last().click(),
    shown: "dialog.viewer img",
  },
  { name: "told", open: "?world=full", room: 1, act: (page) => page.locator("[data-act=told]").click(), shown: "dialog .told li" },
  {
    name: "send-sheet",
    open: "?world=full",
    room: 1,
    act: async (page) => {
      const drawn = await page.evaluate(async () => {
        const canvas = new OffscreenCanvas(900, 600);
        const context = canvas.getContext("2d");
        context.fillStyle = "#dfe6e2";
        context.fillRect(0, 0, 900, 600);
        context.fillStyle = "#3b4450";
        for (let line = 1; line < 9; line += 1) context.fillRect(110, line * 62, line % 4 === 0 ? 420 : 660, 12);
        return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
      });
      await page.locator("input[type=file]").setInputFiles([
        { name: "page 3.png", mimeType: "image/png", buffer: Buffer.from(drawn) },
        { name: "statement, draft 4.docx", mimeType: "application/msword", buffer: Buffer.alloc(48_000, 7) },
        { name: "recording.wav", mimeType: "audio/wav", buffer: Buffer.alloc(17_000_000, 1) },
      ]);
    },
    shown: "dialog .sheet-one",
  },
  {
    name: "roster-gate",
    open: "?world=full",
    room: 0,
    act: async (page) => {
      await page.locator(".composer-text").fill("I will read it out.");
      await page.locator(".composer-send").click();
    },
    shown: "dialog .list-line",
  },
  { name: "poll", open: "?world=full", room: 4, shown: ".poll" },
  {
    name: "poll-new",
    open: "?world=full",
    room: 4,
    act: async (page) => {
      await page.locator(".composer-line .button").first().click();
      await page.locator(".composer-line .menu [data-act=poll]").click();
      await page.locator("dialog .input").nth(0).fill("When do we meet again?");
      await page.locator("dialog .input").nth(1).fill("Tuesday, 9:00");
      await page.locator("dialog .input").nth(2).fill("Wednesday, 14:00");
      await page.locator("dialog input[type=radio]").nth(1).check();
    },
    shown: "dialog .poll-answers",
  },
  {
    name: "send-later",
    open: "?world=full",
    room: 1,
    act: async (page) => {
      await page.locator(".composer-text").fill("The revised text is in your room.");
      await page.locator(".composer-later").click();
    },
    shown: "dialog input[type=datetime-local]",
  },
  {
    name: "waiting",
    open: "?world=full",
    room: 4,
    act: async (page) => {
      await page.locator(".composer-text").fill("Good morning. The revised text is in your rooms.");
      await page.locator(".composer-later").click();
      await page.locator("dialog input").fill("2026-11-24T09:00");
      await page.locator("dialog button[data-kind=main]").click();
      await page.clock.runFor(500);
    },
    shown: ".message-acts button:nth-child(3)",
  },
  {
    name: "search-all",
    open: "?world=full#/search",
    act: async (page) => {
      await page.locator(".filters input[type=search]").fill("article");
      await page.clock.runFor(100);
    },
    shown: ".found",
  },
  { name: "kinds", open: "?world=full", room: 7, shown: ".card" },
  {
    name: "voice-new",
    open: "?world=full",
    room: 1,
    act: async (page) => {
      await page.locator(".composer-line .button").first().click();
      await page.locator(".composer-line .menu [data-act=voice]").click();
    },
    shown: ".voice-clock",
  },
  {
    name: "contact-new",
    open: "?world=full",
    room: 1,
    act: async (page) => {
      await page.locator(".composer-line .button").first().click();
      await page.locator(".composer-line .menu [data-act=contact]").click();
    },
    shown: "dialog input[list]",
  },
  {
    name: "place-new",
    open: "?world=full",
    room: 1,
    act: async (page) => {
      await page.locator(".composer-line .button").first().click();
      await page.locator(".composer-line .menu [data-act=place]").click();
    },
    shown: "dialog input[type=number]",
  },
  {
    name: "link-new",
    open: "?world=full",
    room: 1,
    act: async (page) => {
      await page.locator(".composer-text").fill("See https://relay.example/annex-2");
      await page.locator(".composer-line .button").first().click();
      await page.locator(".composer-line .menu [data-act=link]").click();
    },
    shown: "dialog select",
  },
  { name: "gallery", open: "?world=full", room: 7, panel: "gallery", shown: ".gallery-one" },
  {
    name: "gallery-voice",
    open: "?world=full",
    room: 7,
    panel: "gallery",
    act: (page) => page.locator(".room-panel .segments input").nth(3).check({ force: true }),
    shown: ".gallery .voice",
  },
  { name: "storage", open: "?world=full#/storage", shown: ".storage-line" },
  { name: "read-only", open: "?world=full", room: 5, shown: ".room-state" },
  { name: "message-actions", open: "?world=full", room: 0, act: (page) => openActions(page, "Only the square brackets"), shown: ".action-menu:popover-open" },
  {
    name: "message-reply",
    open: "?world=full",
    room: 0,
    act: async (page) => {
      await message(page, "small island states").focus();
      await page.keyboard.press("r");
      await page.keyboard.type("Agreed, @ko");
    },
    shown: ".mention-list li",
  },
  { name: "message-edit", open: "?world=full", room: 0, act: (page) => page.locator(".composer-text").press("ArrowUp"), shown: ".composer-about" },
  {
    name: "message-delete",
    open: "?world=full",
    room: 0,
    act: async (page) => {
      await message(page, "Only the square brackets").focus();
      await page.keyboard.press("Delete");
    },
    shown: "dialog button[data-kind=grave]",
  },
  {
    name: "message-forward",
    open: "?world=full",
    room: 0,
    act: async (page) => {
      // By the menu, whose closing must not take the sheet along that it opens.
      await openActions(page, "Only the square brackets");
      await page.locator(".action-menu > button").nth(3).click();
    },
    shown: "dialog .forward-line",
  },
  { name: "message-history", open: "?world=full", room: 0, act: (page) => page.locator(".message-edited").first().click(), shown: "dialog .history li" },
  { name: "marked", open: "?world=full#/marked", shown: "main .line" },
  { name: "people", open: "?world=full", room: 0, panel: "people", shown: ".person" },
  {
    name: "person-known",
    open: "?world=full",
    room: 0,
    panel: "people",
    act: (page) => page.locator(".person").nth(3).click(),
    shown: "dialog .calls-themself",
  },
  {
    name: "person",
    open: "?world=full",
    room: 0,
    panel: "people",
    act: (page) => page.locator(".person").nth(2).click(),
    shown: "dialog select",
  },
  { name: "knocks", open: "?world=full", room: 0, panel: "people", act: (page) => page.locator(".knocks").scrollIntoViewIfNeeded(), shown: ".knocks .knock" },
  {
    name: "link",
    open: "?world=full",
    room: 0,
    panel: "people",
    act: (page) => page.locator(".link-form:not(.telling) button").click(),
    shown: "dialog .qr",
  },
  { name: "knock", open: "?world=full#/knock", shown: ".list-line" },
  {
    name: "report",
    open: "?world=full",
    room: 0,
    panel: "people",
    act: async (page) => {
      await page.locator(".person").nth(5).click();
      await page.locator("[data-act=report]").click();
      await page.locator(".report-items input").first().check();
    },
    shown: ".report-items input:checked",
  },
  {
    name: "blocked",
    open: "?world=full",
    room: 0,
    panel: "people",
    act: async (page) => {
      await page.locator(".person").nth(5).click();
      await page.locator("[data-act=block]").click();
      // The card, and then the panel, which hides the conversation on a phone.
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    },
    shown: ".blocked",
  },
  { name: "room-settings", open: "?world=full", room: 0, panel: "settings", shown: ".facts" },
  { name: "room-settings-member", open: "?world=full", room: 5, panel: "settings", shown: ".facts" },
  {
    name: "leave-room",
    open: "?world=full",
    room: 0,
    panel: "settings",
    act: (page) => page.locator("button[data-kind=grave]").click(),
    shown: "dialog",
  },
  {
    name: "date",
    open: "?world=full",
    room: 0,
    act: async (page) => {
      await page.locator(".message").first().waitFor();
      await page.keyboard.press("Alt+d");
    },
    shown: "input[type=date]",
  },
  { name: "held", open: "?world=full", room: 9, shown: ".message[data-held=true]" },
  { name: "halted", open: "?world=full", room: 3, shown: ".room-state" },
  {
    name: "room-group",
    open: "?world=full",
    room: 0,
    panel: "settings",
    act: async (page) => {
      await page.locator("select:has(option[value='new'])").selectOption("new");
      await page.locator("input[maxlength='100']").fill("Delegation of Blue");
    },
    shown: ".room-panel img.monogram",
  },
  { name: "new-in-group", open: "?world=full", act: (page) => page.locator(".group-head a").first().click(), shown: "form select" },
  { name: "new-direct", open: "?world=full#/new", shown: "form" },
  {
    name: "new-room",
    open: "?world=full#/new",
    act: async (page) => {
      await page.locator(".segments input").nth(1).check({ force: true });
      await page.locator("form .input").nth(0).fill("Fisheries, article 8");
      await page.locator("form .input").nth(1).fill("henrik, mona.haddad, kofi.mensah");
    },
    shown: ".chip",
  },
  { name: "verify", open: "?world=full#/verify/li.wei%40relay.example", shown: ".qr" },
  { name: "verified", open: "?world=full#/verify/mona.haddad%40relay.example", shown: ".verify-state[data-verified=true]" },
  { name: "settings", open: "?world=full#/settings", shown: "meter" },
  { name: "devices", open: "?world=full#/devices", shown: ".list-line button" },
  { name: "offline", open: "?world=offline", room: 1, act: (page) => page.clock.runFor(4000), shown: ".notice" },
  { name: "notices", open: "?world=notices#/settings", shown: ".notice" },
  { name: "nudge", open: "?world=full", room: 1, act: (page) => page.locator(".composer-nudge").click(), shown: ".nudge-phrase[data-phrase=own]" },
  { name: "nudge-card", open: "?world=nudges", room: 1, shown: ".nudge-answers" },
  {
    name: "nudge-waits",
    open: "?world=nudges",
    room: 1,
    act: (page) => page.locator(".nudge-answers button").first().click(),
    shown: ".nudge-strip button:focus",
  },
  { name: "huddle-choose", open: "?world=full", room: 0, act: chooseForHuddle, shown: ".huddle-people input:checked" },
  { name: "huddle", open: "?world=full", room: 0, act: formHuddle, shown: ".huddle-bar button[aria-pressed]" },
  {
    name: "huddle-rise",
    open: "?world=full",
    room: 0,
    act: async (page) => {
      await formHuddle(page);
      await page.locator(".huddle-bar button[data-kind=grave]").click();
    },
    shown: "dialog",
  },
  {
    name: "new-huddle",
    open: "?world=full#/new",
    act: async (page) => {
      await page.locator(".segments input").nth(2).check({ force: true });
      await page.locator("form .input").nth(1).fill("henrik, mona.haddad, kofi.mensah");
    },
    shown: ".chip",
  },
  {
    name: "aliases",
    open: "?world=full#/settings",
    act: (page) => page.locator("[data-form=alias]").scrollIntoViewIfNeeded(),
    shown: ".aliases .list-line",
  },
  {
    name: "aliases-official",
    open: "?world=full",
    room: 1,
    act: async (page) => {
      await page.locator(".composer-text").fill("NOTE VERBALE: Henrik has seen the harbour paper.");
      await page.keyboard.press("Alt+a");
    },
    shown: "dialog [data-act=official-replace]",
  },
  {
    name: "ask-around",
    open: "?world=full#/ask",
    act: async (page) => {
      await page.locator("form .input").nth(0).fill("henrik, mona.haddad, kofi.mensah");
      await page.locator("form .input").nth(1).fill("What would you accept for the transition?");
      await page.locator(".poll-answers input").nth(0).fill("Ten years");
      await page.locator(".poll-answers input").nth(1).fill("Five years");
    },
    shown: ".chip",
  },
  { name: "ask-room", open: "?world=full#/ask", act: (page) => page.locator(".segments input").nth(1).check({ force: true }), shown: "form select" },
  ...PAGE_SCENES,
  ...PRESSED_SCENES,
  { name: "statement-card", open: "?world=full", act: (page) => page.locator("a.line", { hasText: "Groupe francophone" }).click(), shown: ".statement-card .button" },
  { name: "statement-new", open: "?world=full#/draft/00", shown: "form .statement-field" },
  { name: "statement", open: "?world=full#/statement/900", shown: ".statement-alternative" },
  {
    name: "statement-suggest",
    open: "?world=full#/statement/900",
    act: (page) => page.locator(".statement-paragraphs .button[data-kind=quiet]").first().click(),
    shown: "dialog textarea",
  },
  {
    name: "statement-sign",
    open: "?world=full#/statement/900",
    act: (page) => page.locator("section[aria-labelledby=statement-signatures] .button[data-kind=main]").click(),
    shown: "dialog kbd",
  },
  {
    name: "statement-silence",
    open: "?world=full#/statement/900",
    act: (page) => page.locator("#statement-silence").evaluate((element) => element.scrollIntoView()),
    shown: ".statement-silence",
  },
  {
    name: "statement-broken",
    open: "?world=full#/statement/900",
    act: async (page) => {
      await page.locator("section[aria-labelledby=statement-silence] input").first().fill("Not without the annex.");
      await page.keyboard.press("Enter");
      await page.locator("[data-state=broken]").waitFor();
      await page.locator("#statement-silence").evaluate((element) => element.scrollIntoView());
    },
    shown: "[data-state=broken]",
  },
  { name: "statement-compare", open: "?world=full#/statement/900/compare", shown: ".statement-compare ins" },
  { name: "statement-print", open: "?world=full#/statement/900/print", shown: ".statement-sheet ins" },
  { name: "soundings", open: "?world=full#/soundings", shown: ".soundings-line" },
  { name: "sounding-table", open: "?world=full#/soundings/2", shown: ".soundings-table td bdi" },
  {
    name: "sounding-too-few",
    open: "?world=full#/soundings/1",
    act: (page) => page.locator("button[data-kind=main]").click(),
    shown: "[role=alert]:not([hidden])",
  },
  { name: "announcement", open: "?world=announcements", room: 0, act: (page) => page.locator(".announcement-who summary").click(), shown: ".announcement-who[open] li bdi" },
  {
    name: "announcing",
    open: "?world=full",
    room: 0,
    act: async (page) => {
      await page.locator(".composer-line .button").first().click();
      await page.locator(".composer-line .menu [data-act=announcement]").click();
      await page.locator("dialog textarea").fill("We vote at four, before the speaker’s hour ends.");
      await page.locator("dialog input[type=radio]").nth(1).check();
      for (const place of [0, 2]) await page.locator(".announcement-people input").nth(place).check();
    },
    shown: ".announcement-people input:checked",
  },
  { name: "sounding-asked", open: "?world=full", room: 2, act: (page) => page.locator(".sounding-answers button").nth(1).click(), shown: ".sounding-answers [aria-pressed=true]" },
  { name: "sounding-totals", open: "?world=full", act: (page) => page.locator("a.line", { hasText: "Groupe francophone" }).click(), shown: ".sounding .poll-bar" },
  // The last ones: a browser remembers that somebody would be woken, and stays covered from then on.
  { name: "waking", open: "?world=full#/settings", act: wantWaking, shown: "[data-push-rooms]" },
  { name: "glance", open: "?world=full", room: 0, act: cover, shown: ":root[data-glance] .message .name-cover" },
  { name: "glance-list", open: "?world=full", act: cover, shown: ":root[data-glance] .line .name-cover" },
];

/** As somebody has it who asked for it earlier: Chromium subscribes nowhere without a network. */
async function wantWaking(page) {
  await page.locator("[data-push]").waitFor();
  await page.evaluate(() => {
    const stored = JSON.parse(localStorage.getItem("corridor-preferences") ?? "{}");
    localStorage.setItem("corridor-preferences", JSON.stringify({ ...stored, push: true }));
  });
  await page.reload();
  await page.locator("[data-push-rooms]").scrollIntoViewIfNeeded();
}

/** With the keys that a person has. */
async function chooseForHuddle(page) {
  await page.locator(".message").first().waitFor();
  await page.keyboard.press("Alt+h");
  await page.locator(".huddle-people .row button").nth(1).click();
}

async function formHuddle(page) {
  await chooseForHuddle(page);
  await page.locator("dialog form .button[data-kind=main]").click();
}

async function cover(page) {
  await page.locator(".line").first().waitFor({ state: "attached" });
  const isCovered = await page.locator(":root[data-glance]").count();
  if (isCovered === 0) await page.keyboard.press("Alt+g");
}
