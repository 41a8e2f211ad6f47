// A statement as a Word file, its changes marked as Word marks them: each with its author and its time.

import { AlignmentType, DeletedTextRun, Document, HeadingLevel, InsertedTextRun, Packer, Paragraph, TextRun } from "docx";
import { readable } from "../../words/names";
import type { Block, Mark } from "./marked";

/** What turns text around is shown as a sign, as on the screen; and no letter that XML does not have. */
const written = (text: string): string => readable(text).replaceAll(/[\uFFFE\uFFFF]|\p{Noncharacter_Code_Point}/gu, "\uFFFD");

/** The last moment that Word's dates can name. */
const LATEST_MS = Date.UTC(9999, 11, 31);

/** What shows of a text's direction: its first letter (Unicode Standard Annex #9, rule P2). */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u;

const isRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** `called` names people as the file shall: nobody's file says more than they have on the screen. */
export async function wordFile(title: string, hash: string, blocks: readonly Block[], called: (account: string) => string): Promise<Blob> {
  let id = 0;
  const run = ({ kind, text, by, at }: Mark) => {
    const said = { text: written(text), rightToLeft: isRightToLeft(text) };
    if (kind === "same") return new TextRun(said);
    id += 1;
    const whose = { id, author: written(called(by)), date: new Date(Math.min(at, LATEST_MS)).toISOString() };
    return kind === "inserted" ? new InsertedTextRun({ ...said, ...whose }) : new DeletedTextRun({ ...said, ...whose });
  };
  const paragraph = ({ number, marks }: Block) => {
    const bidirectional = isRightToLeft(marks.map((mark) => mark.text).join(""));
    const head = number === undefined ? [] : [new TextRun({ text: `${number}. `, rightToLeft: bidirectional })];
    return new Paragraph({ bidirectional, alignment: AlignmentType.START, spacing: { after: 160 }, children: [...head, ...marks.map(run)] });
  };
  const heading = new Paragraph({ heading: HeadingLevel.HEADING_1, bidirectional: isRightToLeft(title), children: [new TextRun({ text: written(title), rightToLeft: isRightToLeft(title) })] });
  const foot = new Paragraph({ children: [new TextRun({ text: hash, font: "Courier New", size: 16 })] });
  const document = new Document({ title: written(title), features: { trackRevisions: true }, sections: [{ children: [heading, ...blocks.map(paragraph), foot] }] });
  return Packer.toBlob(document);
}
