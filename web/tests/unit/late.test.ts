import { createComponent, createMemo, createRoot, createSignal, type Component } from "solid-js";
import { describe, expect, test } from "vitest";
import { notices, putAway } from "../../src/app/notices";
import { late } from "../../src/parts/late";

interface Card {
  text: string;
  meanwhile?: string;
}

/** A module that comes when the test says so; what it draws is words. */
function module() {
  let come = (): void => undefined;
  const there = new Promise<{ default: Component<Card> }>((resolve) => {
    come = () => resolve({ default: (props) => props.text });
  });
  return { load: () => there, come };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Rows of a timeline, each of which can go: what stands in them. */
function rows(card: Component<Card>, texts: readonly string[]) {
  return createRoot(() => texts.map((text) => {
    const [isThere, setThere] = createSignal(true);
    const drawn = createMemo(() => (isThere() ? createComponent(card, { text, meanwhile: `${text} …` }) : undefined));
    const stands = () => {
      let found: unknown = drawn();
      while (typeof found === "function") found = (found as () => unknown)();
      return found;
    };
    return { stands, go: () => setThere(false), comeBack: () => setThere(true) };
  }));
}

describe("cards of one kind whose module is on its way", () => {
  test("are all drawn when it is there", async () => {
    const { load, come } = module();
    const both = rows(late(load), ["one", "other"]);
    expect(both.map((row) => row.stands())).toEqual(["one …", "other …"]);
    come();
    await turn();
    expect(both.map((row) => row.stands())).toEqual(["one", "other"]);
  });

  test.each([0, 1])("are drawn though row %i, on which they began, has been scrolled away", async (gone) => {
    const { load, come } = module();
    const both = rows(late(load), ["one", "other"]);
    both[gone]?.go();
    come();
    await turn();
    expect(both.map((row) => row.stands())).toEqual([0, 1].map((place) => (place === gone ? undefined : ["one", "other"][place])));
    both[gone]?.comeBack();
    expect(both.map((row) => row.stands())).toEqual(["one", "other"]);
  });

  test("keep what stands there meanwhile where it does not come, and the next one tries again", async () => {
    const { load, come } = module();
    let tries = 0;
    const card = late<Card>(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error("no line")) : load();
    });
    const [first] = rows(card, ["one"]);
    await turn();
    expect(first?.stands()).toBe("one …");
    expect(notices().map((notice) => notice.detail)).toEqual(["no line"]);
    for (const notice of notices()) putAway(notice.id);
    const [second] = rows(card, ["other"]);
    come();
    await turn();
    expect([first?.stands(), second?.stands(), tries]).toEqual(["one", "other", 2]);
  });

  test("can be loaded before one is drawn, which is then there at once", async () => {
    const { load, come } = module();
    const card = late<Card>(load);
    come();
    await card.load();
    expect(rows(card, ["one"])[0]?.stands()).toBe("one");
  });
});
