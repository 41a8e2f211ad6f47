// What happened in a room beside what was said, in words.

import { called } from "../../app/aliases";
import { ownAccount } from "../../app/world";
import type { Item } from "../../engine/client";
import { plainWords } from "../../parts/markdown";
import { harmless, isolated, readable } from "../../words/names";
import { listed, secondsInWords } from "../../words/when";
import { t } from "../../words/words";
import { fileName, kindInWords } from "./kinds/inWords";

/** The engine names several people as "a@x, b@x". */
export function eventWords(item: Item): string {
  const who = called(item.sender);
  switch (item.kind) {
    case "renamed":
      return t("event-renamed", { who, title: isolated(item.text) });
    case "role_changed": {
      const at = item.text.lastIndexOf(": ");
      return t("event-role", { who, person: called(item.text.slice(0, at)), role: roleWord(item.text.slice(at + 2)) });
    }
    case "text":
      return isolated(item.text);
    case "file":
    case "poll":
    case "sounding":
    case "sounding_totals":
    case "statement":
    case "contact":
    case "place":
    case "nudge":
    case "announcement":
      return wordsOf(item);
    case "described":
      return t(item.text === "" ? "event-described-not" : "event-described", { who, text: isolated(item.text) });
    case "picture_changed":
      return t(item.text === "" ? "event-picture-not" : "event-picture", { who });
    case "group_changed":
      return t(item.text === "" ? "event-group-not" : "event-group", { who, name: isolated(item.text) });
    case "expiry_changed":
      return item.text === "" ? t("event-expiry-never", { who }) : t("event-expiry", { who, time: secondsInWords(Number(item.text)) });
    case "posting_changed":
      return t("event-posting", { who, people: t(`post-${item.text}`) });
    case "statement_version":
      return t(item.text === "" ? "event-statement-declined" : "event-statement-version", { who, title: isolated(titleOf(item)) });
    case "silence":
      return t("event-silence", { who, title: isolated(titleOf(item)) });
    case "objection":
      return t("event-objection", { who, title: isolated(titleOf(item)), text: isolated(item.text) });
    case "sounding_reminder":
      return t("event-sounding-reminder", { who });
    case "unknown":
    case "readded":
      return t(`event-${item.kind}`, { who });
    default: {
      const people = item.text.split(", ").filter((one) => one !== "");
      const isSelf = people.length === 1 && people[0] === item.sender;
      const key = `event-${item.kind.replace("_", "-")}${isSelf ? "-self" : ""}`;
      return t(key, { who, people: listed(people.map(called)), count: people.length });
    }
  }
}

/** Of the statement that something was done to: its first line. */
function titleOf(item: Item): string {
  return readable(item.reply_to?.text.split("\n")[0] ?? "");
}

/** That something was taken back, and by whom. */
export function withdrawnWords(item: Pick<Item, "sender" | "withdrawn_by">): string {
  const by = item.withdrawn_by ?? item.sender;
  if (by !== item.sender) return t("withdrawn-other", { by: called(by), who: called(item.sender) });
  return t(by === ownAccount() ? "withdrawn-own" : "withdrawn", { who: called(by) });
}

/** What was said, or the name of what was sent and what was said with it. */
export function wordsOf(item: Pick<Item, "text" | "file" | "poll" | "markdown" | "voice" | "view_once" | "contact" | "place" | "nudge" | "question" | "totals" | "announcement" | "statement">): string {
if (item.announcement !== null) return t("announcement-said", { text: readable(item.text) });
  if (item.question !== null) return t("sounding-said", { text: readable(item.text) });
  if (item.statement !== null) return t("statement-said", { text: readable(item.statement.title) });
  if (item.totals !== null) return t("sounding-totals-said", { text: readable(item.text) });
  if (item.poll !== null) return t("poll-said", { text: readable(item.text) });
  const words = readable(item.markdown ? plainWords(item.text) : item.text);
  const kind = kindInWords(item);
  if (kind !== undefined) return words === "" || item.contact !== null || item.place !== null || item.nudge !== null ? kind : `${kind} ${words}`;
  if (item.file === null) return words;
  const name = fileName(item.file);
  return words === "" ? name : `${name}: ${words}`;
}

const ROLES = ["owner", "admin", "member", "guest"] as const;

export function roleWord(role: string): string {
  return (ROLES as readonly string[]).includes(role) ? t(`role-${role}`) : harmless(role);
}
