import { describe, expect, test } from "vitest";
import { harmless, initials, isolated, readable, REPLACEMENT, shortName } from "../../src/words/names";

describe("a name", () => {
  test("cannot reverse what stands behind it", () => {
    expect(harmless("photo\u202Egnp.exe")).toBe(`photo${REPLACEMENT}gnp.exe`);
    for (const control of "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069") {
      expect(harmless(`a${control}b`)).toBe(`a${REPLACEMENT}b`);
    }
  });

  test("cannot hide anything", () => {
    for (const hidden of ["\u0000", "\n", "\u200B", "\u2060", "\uFEFF", "\u00AD", "\u2028", "\u3164", "\u{E0061}", "\u180E"]) {
      expect(harmless(`a${hidden}b`), JSON.stringify(hidden)).toBe(`a${REPLACEMENT}b`);
    }
  });

  test("keeps letters of every script, joined as they are spelt", () => {
    for (const name of ["ana.lopez", "Élodie Müller", "منى الحداد", "می‌خواهم", "李小龙", "Ольга", "👩‍👧"]) expect(harmless(name)).toBe(name);
  });

  test("is closed off inside a sentence, and cannot leave its enclosure", () => {
    expect(isolated("\u2069\u202Eevil")).toBe(`\u2068${REPLACEMENT}${REPLACEMENT}evil\u2069`);
  });

  test("has initials that its script allows", () => {
    expect(initials("ana.lopez@relay.example")).toBe("AL");
    expect(initials("henrik@relay.example")).toBe("H");
    expect(initials("Fisheries, article 7")).toBe("FA");
    expect(initials("منى الحداد")).toBe("م");
    expect(initials("李小龙")).toBe("李");
    expect(initials("\u202E!")).toBe("");
  });

  test("shows its relay only where it is another", () => {
    expect(shortName("bob@a.example", "ana@a.example")).toBe("bob");
    expect(shortName("bob@b.example", "ana@a.example")).toBe("bob@b.example");
    expect(shortName("bob@a.example", undefined)).toBe("bob@a.example");
    expect(shortName("no relay", "ana@a.example")).toBe("no relay");
  });
});

describe("what people write", () => {
  test("keeps lines and isolates, and shows overrides and controls", () => {
    expect(readable("a\nb\tc")).toBe("a\nb\tc");
    expect(readable("\u2067שלום\u2069")).toBe("\u2067שלום\u2069");
    expect(readable("a\u202Eb\u0007")).toBe(`a${REPLACEMENT}b${REPLACEMENT}`);
  });

  test("hides no text in tags, but lets the flag of Scotland be", () => {
    expect(readable("a\u{E0068}\u{E0069}")).toBe(`a${REPLACEMENT}${REPLACEMENT}`);
    const scotland = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}";
    expect(readable(scotland)).toBe(scotland);
  });
});
