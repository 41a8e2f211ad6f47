// Announcements in lists, and what may be done to one.

import { beforeEach, expect, test, vi } from "vitest";
import { mayDo } from "../../src/screens/conversation/actions/acting";
import { wordsOf } from "../../src/screens/conversation/events";
import { firstUnread } from "../../src/screens/conversation/grouping";
import { showLanguage } from "../../src/words/words";
import { made } from "../stand-in/item";
import { announcementItems } from "../stand-in/announcements";
import { rooms } from "../stand-in/people";

vi.stubGlobal("document", { documentElement: {} });
beforeEach(() => showLanguage("en"));

const [forMe, own] = announcementItems();

test("lists say that it is an announcement, and what it says", () => {
  if (forMe === undefined) throw new Error("none");
  expect(wordsOf(forMe).replaceAll(/[\u2066-\u2069]/gu, "")).toBe("Announcement: The plenary is moved to Hall XX.");
  expect(firstUnread([made({ seq: 1, delivery: "sent" }), forMe], 1)).toBe(1);
});

test("it is passed on and taken back, and not said otherwise", () => {
  const [room] = rooms();
  if (own === undefined || room === undefined) throw new Error("none");
  const may = mayDo(own, room);
  expect([may.forward, may.withdraw, may.reply, may.edit]).toEqual([true, true, true, false]);
});
