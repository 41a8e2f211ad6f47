import { describe, expect, it } from "vitest";
import { hasSigns, parse, plainWords, saysItself, type Block, type Inline } from "../../src/parts/markdown";

/** A tree as a line: **bold** is `strong(bold)`. */
function inlines(list: readonly Inline[]): string {
  return list
    .map((one) => {
      if (one.kind === "text") return one.text;
      if (one.kind === "code") return `code(${one.text})`;
      if (one.kind === "link") return `link(${one.address}|${one.host}|${inlines(one.inside)})`;
      return `${one.kind}(${inlines(one.inside)})`;
    })
    .join("");
}

function shown(text: string): string {
  const block = (one: Block): string => {
    switch (one.kind) {
      case "paragraph":
        return inlines(one.inside);
      case "code":
        return `block(${one.text})`;
      case "quote":
        return `quote(${one.inside.map(block).join("/")})`;
      case "list":
        return `list(${one.items.map((item) => `${item.mark} ${inlines(item.inside)}`).join("/")})`;
    }
  };
  return parse(text).map(block).join("/");
}

describe("a text in Markdown", () => {
  it("reads the signs that messages use", () => {
    expect(shown("We **shall** _not_ ~~agree~~ `3.2`")).toBe("We strong(shall) emphasis(not) struck(agree) code(3.2)");
    expect(shown("***both***")).toContain("both");
    expect(shown("**a *b* c**")).toBe("strong(a emphasis(b) c)");
    expect(shown("one\ntwo\n\nthree")).toBe("one\ntwo/three");
    expect(shown("> said\n> before\nnow")).toBe("quote(said\nbefore)/now");
    expect(shown("- a\n- **b**\n1. c\n2. d")).toBe("list(• a/• strong(b))/list(1. c/2. d)");
    // A paragraph keeps its number: nobody may read that 5 was said to be 4.
    expect(shown("3. third\n5) fifth")).toBe("list(3. third/5) fifth)");
    expect(shown("```\n**raw**\n```\nafter")).toBe("block(**raw**)/after");
  });

  it("leaves what means nothing as it was typed", () => {
    for (const text of ["2 * 3 * 4", "2*3*4", "snake_case_name", "a ** b", "*", "**", "`", "[x]", "[x](", "~ ~", "5 > 4", "#1", "http:", "```open", "\u0061*"])
      expect(shown(text), text).toBe(text);
    expect(shown("\\*not\\* \\_this\\_")).toBe("*not* _this_");
  });

  it("links to pages and letters alone, and says where", () => {
    expect(shown("see https://un.example/a_b_c.")).toBe("see link(https://un.example/a_b_c|un.example|https://un.example/a_b_c).");
    expect(shown("[the text](https://un.example/7)")).toBe("link(https://un.example/7|un.example|the text)");
    expect(shown("[post](mailto:chair@un.example)")).toBe("link(mailto:chair@un.example|chair@un.example|post)");
    expect(shown("[https://good.example](https://evil.example)")).toBe("link(https://evil.example/|evil.example|https://good.example)");
    for (const bad of ["javascript:alert(1", "data:text/html,x", "file:///etc/passwd", "https://user:pass@evil.example", "vbscript:x", "//evil.example"])
      expect(shown(`[x](${bad})`), bad).not.toContain("link(");
  });

  it("hides where a link leads only behind its own address", () => {
    const says = (text: string) => {
      const [block] = parse(text);
      const link = block?.kind === "paragraph" ? block.inside.find((one) => one.kind === "link") : undefined;
      return link?.kind === "link" ? saysItself(link) : undefined;
    };
    expect(says("https://un.example/a?b")).toBe(true);
    expect(says("https://un.example")).toBe(true);
    for (const lie of ["[https://good.example/?evil.example](https://evil.example)", "[evil.example.good.example](https://evil.example)", "[https://evil.example.good.example](https://evil.example)", "[https://good.example/evil.example/](https://evil.example)", "[un](https://un.example)", "https://un.ex\u0430mple/"]) expect(says(lie), lie).toBe(false);
  });

  it("is words without signs where there is one line for it", () => {
    expect(plainWords("**For** the ~~record~~:\n\n2. a\n- [b](https://un.example)\n> `c`")).toBe("For the record:\n2. a\n• b\nc");
  });

  it("shows nothing as markup of a page", () => {
    expect(shown("<img src=x onerror=alert(1)> <b>no</b>")).toBe("<img src=x onerror=alert(1)> <b>no</b>");
  });

  // What took the square of its length would not be done before the test's time is up, on a busy machine either.
  it("is read whatever nests or never ends", () => {
    const long = 60_000;
    for (const part of ["*", "**a", "_a ", "~~", "`", "[", "[a](", "](", "> ", "- ", "```x\n", "h", "https://", "\\", "*a* ", "[a](b)", "1. ", "```\n```\n", "*1*", "> ```\n"]) {
      const text = part.repeat(long / part.length);
      expect(parse(text).length, part).toBeGreaterThan(0);
      parse(`${text}\n${text.split("").reverse().join("")}`);
    }
    const nested = `${"> ".repeat(500)}deep ${"*".repeat(500)}x${"*".repeat(500)}`;
    expect(shown(nested)).toContain("deep");
  }, 30_000);

  it("is worth reading only where there are signs", () => {
    for (const plain of ["Good morning.", "Paragraphs 2 and 3 are open; 1 is agreed.", "نوافق على الفقرة 2.", "a - b"]) expect(hasSigns(plain), plain).toBe(false);
    for (const marked of ["**no**", "- a", "> b", "1. c", "https://un.example", "`x`"]) expect(hasSigns(marked), marked).toBe(true);
  });
});
