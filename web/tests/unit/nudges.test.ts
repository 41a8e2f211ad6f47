// Nudges: each phrase in each language, what fits one, what is answered, and what a hand and an ear are told.

import { beforeEach, describe, expect, test, vi } from "vitest";
import { wordsOf } from "../../src/screens/conversation/events";
import { answeredIn, ANSWERS, fits, isAnswer, phraseWords, PHRASES } from "../../src/screens/conversation/nudge/phrases";
import { LANGUAGES, showLanguage } from "../../src/words/words";
import { made } from "../stand-in/item";
import { OWN } from "../stand-in/people";

const page = { documentElement: {} };
vi.stubGlobal("document", page);

beforeEach(() => showLanguage("en"));

const bare = (text: string) => text.replaceAll(/[\u2066-\u2069]/gu, "");

test("each phrase says something of its own, in every language", async () => {
  const all = [...PHRASES, ...ANSWERS];
  const said = new Set<string>();
  for (const language of LANGUAGES) {
    await showLanguage(language);
    const words = all.map((phrase) => phraseWords({ phrase, subject: "" }));
    expect(new Set(words).size, language).toBe(all.length);
    for (const one of words) expect(one, language).not.toMatch(/nudge|_/u);
    said.add(words.join());
    expect(bare(phraseWords({ phrase: "speak", subject: "article 4" })), language).toContain("article 4");
    expect(phraseWords({ phrase: "own", subject: "Coffee?" }), language).toBe("Coffee?");
  }
  expect(said.size).toBe(LANGUAGES.length);
});

test("a list and a quote say that it is one", () => {
  expect(bare(wordsOf(made({ kind: "nudge", nudge: { phrase: "call_me", subject: "" } })))).toBe("Nudge: Please call me");
  expect(bare(wordsOf(made({ kind: "nudge", text: "us", nudge: { phrase: "speak", subject: "us" } })))).toBe("Nudge: Please speak in support of us");
});

test("a subject fits by its bytes, and stands in one line", () => {
  for (const text of ["", "x".repeat(64), "ш".repeat(32), "支".repeat(21)]) expect(fits(text), text).toBe(true);
  for (const text of ["x".repeat(65), "ш".repeat(33), "支".repeat(22), "two\nlines"]) expect(fits(text), text).toBe(false);
});

test("what this person has answered is known, and an answer asks for none", () => {
  const quote = { local_id: 7, seq: 3, sender: "bob@relay.example", kind: "nudge", text: "", phrase: "wait" } as const;
  const answer = { kind: "nudge", nudge: { phrase: "yes", subject: "" }, reply_to: quote } as const;
  expect([...answeredIn([made({ ...answer, sender: OWN, delivery: "queued" })])]).toEqual([7]);
  expect([...answeredIn([made({ ...answer, sender: "dora@relay.example" })])], "somebody else").toEqual([]);
  expect([...answeredIn([made({ ...answer, sender: OWN, delivery: "sent", withdrawn_by: OWN })])], "taken back").toEqual([]);
  expect([...answeredIn([made({ reply_to: quote, sender: OWN, delivery: "sent" })])], "words are no answer of a tap").toEqual([]);
  expect(ANSWERS.map(isAnswer)).toEqual([true, true, true]);
  expect(PHRASES.some(isAnswer)).toBe(false);
});

describe("the quiet signal", () => {
  const load = async (preferences: object, isTouched: boolean) => {
    vi.resetModules();
    const vibrate = vi.fn(() => true);
    const sounds: number[] = [];
    const parameter = { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() };
    const node = class {
      gain = parameter;
      constructor(_: unknown, { frequency }: { frequency?: number }) {
        if (frequency !== undefined) sounds.push(frequency);
      }
      connect = (next: unknown) => next;
      start = vi.fn();
      stop = vi.fn();
      addEventListener = vi.fn();
    };
    vi.stubGlobal("navigator", { vibrate, userActivation: { hasBeenActive: isTouched }, languages: ["en"] });
    vi.stubGlobal("localStorage", { getItem: () => JSON.stringify(preferences) });
    vi.stubGlobal("AudioContext", class { currentTime = 0; destination = {}; close = vi.fn(); });
    vi.stubGlobal("OscillatorNode", node);
    vi.stubGlobal("GainNode", node);
    (await import("../../src/app/quiet-signal")).signalQuietly();
    return { vibrate, sounds };
  };

  test("is two short touches and no sound, until somebody wants one", async () => {
    const { vibrate, sounds } = await load({}, true);
    expect(vibrate.mock.calls).toEqual([[[40, 90, 40]]]);
    expect(sounds).toEqual([]);
    expect((await load({ nudgeTone: true }, true)).sounds).toEqual([330, 392]);
  });

  test("does not touch where nobody has touched the page yet, which browsers forbid", async () => {
    expect((await load({}, false)).vibrate).not.toHaveBeenCalled();
  });
});
