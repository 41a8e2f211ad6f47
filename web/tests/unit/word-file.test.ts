import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { wordFile } from "../../src/screens/statement/docx";
import type { Block } from "../../src/screens/statement/marked";

const AT = Date.UTC(2026, 10, 29, 12);

async function written(blocks: Block[]): Promise<string> {
  const file = await wordFile("Communiqué", "4be8 1d07", blocks, (account) => account.split("@")[0] ?? "");
  return strFromU8(unzipSync(new Uint8Array(await file.arrayBuffer()))["word/document.xml"] ?? new Uint8Array());
}

test("a change stands in the Word file as Word's own, with whose it is and when", async () => {
  const same = { kind: "same", by: "mona@relay.example", at: 0 } as const;
  const xml = await written([
    { number: 1, marks: [{ ...same, text: "We agreed on " }, { kind: "struck", text: "all", by: "ali@relay.example", at: AT }, { kind: "inserted", text: "most", by: "ali@relay.example", at: AT }, { ...same, text: " points & more." }] },
    { number: undefined, marks: [{ kind: "inserted", text: "New.", by: "wei@relay.example", at: AT }] },
  ]);
  const changes = [...xml.matchAll(/<w:(ins|del) ([^>]*)>.*?<w:(?:t|delText)[^>]*>([^<]*)</gsu)].map(([, kind, attributes, text]) => [kind, /w:author="([^"]*)"/u.exec(attributes ?? "")?.[1], /w:date="([^"]*)"/u.exec(attributes ?? "")?.[1], text]);
  expect(changes).toEqual([["del", "ali", "2026-11-29T12:00:00.000Z", "all"], ["ins", "ali", "2026-11-29T12:00:00.000Z", "most"], ["ins", "wei", "2026-11-29T12:00:00.000Z", "New."]]);
  const ids = [...xml.matchAll(/<w:(?:ins|del) [^>]*w:id="(\d+)"/gu)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(3);
  expect(xml).toContain(" points &amp; more.");
  expect(xml).not.toContain("<w:bidi/>");
});

test("a paragraph from right to left is one in the Word file too, and its neighbour is not", async () => {
  const mark = (text: string) => ({ kind: "same", text, by: "mona", at: 0 }) as const;
  const xml = await written([{ number: 1, marks: [mark("Left to right.")] }, { number: 2, marks: [mark("وتشكر الأطراف البلد المضيف.")] }]);
  const paragraphs = [...xml.matchAll(/<w:p>.*?<\/w:p>/gsu)].map(([paragraph]) => paragraph);
  const of = (text: string) => paragraphs.find((paragraph) => paragraph.includes(text)) ?? "";
  expect(of("Left to right.")).not.toMatch(/<w:bidi\/>|<w:rtl\/>/u);
  expect(of("وتشكر")).toMatch(/<w:bidi\/>.*<w:rtl\/>/su);
});
