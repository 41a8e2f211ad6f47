// Names and words covered, aliases, and what is done with them in a text that goes out.

import { createRoot, createSignal } from "solid-js";
import { describe, expect, test } from "vitest";
import { twoFingerTap } from "../../src/app/glance";
import { keysOf } from "../../src/app/shortcuts";
import { makeAliasUse } from "../../src/screens/conversation/aliases/use";
import { MARKINGS, markingOf, markingsIn, MOST_MARKINGS, replaced } from "../../src/words/glossary";
import { drawKey, markOf } from "../../src/words/marks";
import { isolated, isolatedParts } from "../../src/words/names";

const glossary = (...pairs: [string, string][]) => pairs.map(([name, alias]) => ({ name, alias }));
const said = (text: string, ...pairs: [string, string][]) => replaced(text, glossary(...pairs)).text;

describe("aliases in a text", () => {
  test("a person is found by account, by name and by mention, in any case, as a whole word", () => {
    const anna: [string, string] = ["anna@relay.example", "👽"];
    expect(said("Anna and anna@relay.example, @anna: ANNA's. Annabel, joanna, anna_k.", anna)).toBe("👽 and 👽, 👽: 👽's. Annabel, joanna, anna_k.");
    expect(replaced("anna, anna", glossary(anna)).count).toBe(2);
    expect(said("bob@anna.example", anna)).toBe("bob@anna.example");
  });
  test("the longest name wins, and an alias is not looked through again", () => {
    const pairs: [string, string][] = [["minister", "cook"], ["the foreign minister", "the minister"], ["cook", "x"]];
    expect(said("The foreign  minister and a minister", ...pairs)).toBe("the minister and a cook");
  });
  test("what has an alias of its own keeps it, beside the account that begins with it", () => {
    expect(said("anna", ["anna@relay.example", "👽"], ["anna", "🧊"])).toBe("🧊");
  });
  test("words of every script", () => {
    expect(said("Встреча с Анной, Анна ждёт. Аннабель", ["Анна", "кот"])).toBe("Встреча с Анной, кот ждёт. Аннабель");
    expect(said("会见李伟先生，李伟同意。", ["李伟", "灰人"])).toBe("会见灰人先生，灰人同意。");
    // "And Sami", in one word; "Samir" is somebody else.
    expect(said("قال سامي وسامي، لسامي: ساميرا", ["سامي", "الضيف"])).toBe("قال الضيف والضيف، لالضيف: ساميرا");
    expect(said("Ren\u0065\u0301 est là", ["René", "chat"])).toBe("chat est là");
  });
  test("signs in a name are only signs, and nothing is found in nothing", () => {
    expect(said("a.*b and axxb (paper)", ["a.*b", "1"], ["(paper)", "2"])).toBe("1 and axxb 2");
    expect(replaced("anything", [])).toEqual({ text: "anything", count: 0 });
    expect(said("costs $& more: anna", ["anna", "$&"])).toBe("costs $& more: $&");
  });
  test("the longest text is walked through once, however alike five hundred names are", () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ name: `${"name ".repeat(50)}${at}`, alias: "x" }));
    const begun = performance.now();
    expect(replaced(`${"name ".repeat(3000)}499`, many)).toMatchObject({ count: 1 });
    // A quarter of a second on a free machine; one letter after the other for each name would take a minute.
    expect(performance.now() - begun).toBeLessThan(8000);
  }, 30_000);
});

describe("markings of official texts", () => {
  test("in capitals anywhere, else at the beginning of a line", () => {
    expect(markingOf("For the file. NOTE VERBALE no. 7", MARKINGS)).toBe("NOTE VERBALE");
    expect(markingOf("Dear all,\n  Note verbale of 3 May", MARKINGS)).toBe("NOTE VERBALE");
    expect(markingOf("The official dinner", MARKINGS)).toBeUndefined();
    expect(markingOf("UNOFFICIAL", MARKINGS)).toBeUndefined();
  });
  test("in six languages", () => {
    for (const text of ["PROJET DE RÉSOLUTION A", "NOTA VERBAL", "ВЕРБАЛЬНАЯ НОТА", "هذه مذكرة شفوية", "这是正式文件。"]) {
      expect(markingOf(text, MARKINGS), text).toBeDefined();
    }
  });
  test("a list is bounded, and each stands once", () => {
    expect(markingsIn(" A  B \n\nA B\nC")).toEqual(["A B", "C"]);
    expect(markingsIn(Array.from({ length: 300 }, (_, at) => `m${at}`).join("\n")).length).toBe(MOST_MARKINGS);
  });
});

test("what a sentence says of people stands apart, and nothing is lost", () => {
  const sentence = `${isolated("anna")} added ${isolated("bob")} and \u20661.5, -2\u2069.`;
  expect(isolatedParts(sentence)).toEqual([
    { text: "anna", isIsolated: true }, { text: " added ", isIsolated: false }, { text: "bob", isIsolated: true },
    { text: " and ", isIsolated: false }, { text: "1.5, -2", isIsolated: true }, { text: ".", isIsolated: false },
  ]);
  expect(isolatedParts("nobody")).toEqual([{ text: "nobody", isIsolated: false }]);
});

test("a mark stays, differs by key, and hardly ever stands for two of a delegation", () => {
  const [key, other] = [drawKey(), drawKey()];
  const names = Array.from({ length: 30 }, (_, at) => `person${at}@relay.example`);
  const marks = names.map((name) => markOf(name, key));
  expect(names.map((name) => markOf(name, key))).toEqual(marks);
  expect(names.map((name) => markOf(name, other))).not.toEqual(marks);
  expect(new Set(marks).size).toBeGreaterThan(24);
});

describe("two fingers", () => {
  const touch = (identifier: number, clientX = 10, clientY = 10) => ({ identifier, clientX, clientY });
  const play = (steps: [string, number, ReturnType<typeof touch>[]][]) => {
    const isTapped = twoFingerTap();
    return steps.map(([type, timeStamp, touches]) => isTapped({ type, timeStamp, touches })).some(Boolean);
  };
  test("a short tap counts, whichever finger comes first and goes first", () => {
    expect(play([["touchstart", 0, [touch(1)]], ["touchstart", 40, [touch(1), touch(2)]], ["touchend", 120, [touch(2)]], ["touchend", 150, []]])).toBe(true);
    expect(play([["touchstart", 0, [touch(1), touch(2)]], ["touchend", 90, []]])).toBe(true);
  });
  test("one finger, three, a long press, a pinch and a tap that the system took do not", () => {
    expect(play([["touchstart", 0, [touch(1)]], ["touchend", 90, []]])).toBe(false);
    expect(play([["touchstart", 0, [touch(1), touch(2)]], ["touchstart", 20, [touch(1), touch(2), touch(3)]], ["touchend", 90, []]])).toBe(false);
    expect(play([["touchstart", 0, [touch(1), touch(2)]], ["touchend", 900, []]])).toBe(false);
    expect(play([["touchstart", 0, [touch(1), touch(2)]], ["touchmove", 50, [touch(1, 90), touch(2)]], ["touchend", 90, []]])).toBe(false);
    expect(play([["touchstart", 0, [touch(1), touch(2)]], ["touchcancel", 50, []], ["touchend", 90, []]])).toBe(false);
  });
  test("a tap after a scroll counts again", () => {
    expect(play([["touchstart", 0, [touch(1)]], ["touchmove", 50, [touch(1, 10, 300)]], ["touchend", 90, []], ["touchstart", 200, [touch(1), touch(2)]], ["touchend", 280, []]])).toBe(true);
  });
});

test("Alt and a letter are the same keys whatever alphabet is on them", () => {
  const pressed = { ctrlKey: false, metaKey: false, altKey: true };
  expect(keysOf({ key: "п", code: "KeyG", ...pressed })).toBe("Alt+g");
  expect(keysOf({ key: "©", code: "KeyG", ...pressed })).toBe("Alt+g");
  expect(keysOf({ key: "g", code: "KeyU", ...pressed })).toBe("Alt+g");
  expect(keysOf({ key: "п", code: "KeyG", ...pressed, altKey: false })).toBe("п");
});

test("a text without names is left as it is, and says so until it changes", () => {
  createRoot((dispose) => {
    const [text, setText] = createSignal("NOTE VERBALE of nobody");
    const use = makeAliasUse(text, setText);
    use.begin();
    expect(use.asked()).toBeUndefined();
    expect(use.done()?.count).toBe(0);
    setText("more");
    expect(use.done()).toBeUndefined();
    dispose();
  });
});
