// What one text says otherwise than another, word by word.

export interface Piece {
  kind: "same" | "inserted" | "struck";
  text: string;
}

/** Words of two long paragraphs that are compared: a table of so many places takes some milliseconds and a few megabytes. */
const MOST_PLACES = 4_000_000;

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Words, and what stands between them: by the rules of each script, so that languages without spaces have words too. */
export function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), (one) => one.segment);
}

/** The longest common part stays; neighbours of one kind are one piece, and what is struck stands before what replaces it. */
export function differences(before: string, after: string): Piece[] {
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end += 1;
  const kept = (words: readonly string[]): Piece => ({ kind: "same", text: words.join("") });
  const middle = between(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  return joined([kept(old.slice(0, start)), ...middle, kept(old.slice(old.length - end))]);
}

function between(old: readonly string[], fresh: readonly string[]): Piece[] {
  const whole: Piece[] = [{ kind: "struck", text: old.join("") }, { kind: "inserted", text: fresh.join("") }];
  const width = fresh.length + 1;
  if (old.length * fresh.length > MOST_PLACES) return whole;
  /** How long the common part is from each place on. */
  const common = new Uint16Array((old.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      common[row * width + column] = old[row] === fresh[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pieces: Piece[] = [];
  let [row, column] = [0, 0];
  while (row < old.length && column < fresh.length) {
    if (old[row] === fresh[column]) {
      pieces.push({ kind: "same", text: old[row] ?? "" });
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      pieces.push({ kind: "struck", text: old[row] ?? "" });
      row += 1;
    } else {
      pieces.push({ kind: "inserted", text: fresh[column] ?? "" });
      column += 1;
    }
  }
  for (const text of old.slice(row)) pieces.push({ kind: "struck", text });
  for (const text of fresh.slice(column)) pieces.push({ kind: "inserted", text });
  return pieces;
}

/** A space alone between two changes is no word that stayed: it goes with them. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let [struck, inserted] = ["", ""];
  const flush = () => {
    if (struck !== "") result.push({ kind: "struck", text: struck });
    if (inserted !== "") result.push({ kind: "inserted", text: inserted });
    [struck, inserted] = ["", ""];
  };
  for (const [place, { kind, text }] of pieces.entries()) {
    if (text === "") continue;
    const isBridge = kind === "same" && text.trim() === "" && struck + inserted !== "" && pieces[place + 1] !== undefined && pieces[place + 1]?.kind !== "same";
    if (isBridge || kind === "struck") struck += text;
    if (isBridge || kind === "inserted") inserted += text;
    if (isBridge || kind !== "same") continue;
    flush();
    const last = result.at(-1);
    if (last?.kind === "same") last.text += text;
    else result.push({ kind, text });
  }
  flush();
  return result;
}
