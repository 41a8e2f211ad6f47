// The small part of Markdown that messages may use, read into a tree. Nothing is ever HTML from outside: what
// is not understood stays the text that it is. One pass over each line, and a bound on what nests, so that no
// message takes longer to read than it is long.

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong" | "emphasis" | "struck"; inside: Inline[] }
  | { kind: "link"; address: string; host: string; inside: Inline[] };

export type Block =
  | { kind: "paragraph"; inside: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "quote"; inside: Block[] }
  | { kind: "list"; items: { mark: string; inside: Inline[] }[] };

/** Deeper than this nobody writes; what nests deeper stays as it was typed. */
const DEEPEST = 8;

export const BULLET = "•";

const LONGEST_NAME = 512;
const LONGEST_ADDRESS = 2048;

/** Whether a text has signs in it that may mean something. */
export function hasSigns(text: string): boolean {
  return /[*_~`[\]]|^\s{0,3}(?:>|[-+]\s|\d{1,9}[.)]\s)|https?:\/\//mu.test(text);
}

export function parse(text: string): Block[] {
  return blocks(text.split("\n"), 0);
}

function blocks(lines: readonly string[], depth: number): Block[] {
  const found: Block[] = [];
  // Where no fence is closed any more, nobody looks for the end of another one.
  let hasFences = true;
  let paragraph: string[] = [];
  const close = () => {
    if (paragraph.length > 0) found.push({ kind: "paragraph", inside: inline(paragraph.join("\n"), 0) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (hasFences && /^\s{0,3}```/u.test(line)) {
      const end = fenceEnd(lines, at + 1);
      if (end > 0) {
        close();
        found.push({ kind: "code", text: lines.slice(at + 1, end).join("\n") });
        at = end;
        continue;
      }
      hasFences = false;
    }
    if (depth < DEEPEST && /^\s{0,3}>/u.test(line)) {
      close();
      const inside = takeWhile(lines, at, (other) => /^\s{0,3}>/u.test(other));
      found.push({ kind: "quote", inside: blocks(inside.map((other) => other.replace(/^\s{0,3}> ?/u, "")), depth + 1) });
      at += inside.length - 1;
      continue;
    }
    const marker = listMarker(line);
    if (marker !== undefined) {
      close();
      const inside = takeWhile(lines, at, (other) => {
        const next = listMarker(other);
        return next !== undefined && (next.mark === BULLET) === (marker.mark === BULLET);
      });
      const items = inside.map((other) => listMarker(other) ?? marker).map(({ mark, rest }) => ({ mark, inside: inline(rest, 0) }));
      found.push({ kind: "list", items });
      at += inside.length - 1;
      continue;
    }
    if (line.trim() === "") close();
    else paragraph.push(line);
  }
  close();
  return found;
}

/** What is left where there is one line for it: words without signs. */
export function plainWords(text: string): string {
  const words = (of: readonly Inline[]): string => of.map((one) => ("inside" in one ? words(one.inside) : one.text)).join("");
  const line = (block: Block): string => {
    if (block.kind === "code") return block.text;
    if (block.kind === "quote") return block.inside.map(line).join("\n");
    return block.kind === "paragraph" ? words(block.inside) : block.items.map((item) => `${item.mark} ${words(item.inside)}`).join("\n");
  };
  return parse(text).map(line).join("\n");
}

/** Whether a link's name is the address itself, so that nobody has to be told where it leads. */
export function saysItself(link: Extract<Inline, { kind: "link" }>): boolean {
  const [first] = link.inside;
  if (link.inside.length !== 1 || first?.kind !== "text") return false;
  const rest = /^https?:\/\/(?<rest>.*)$/u.exec(first.text)?.groups?.["rest"];
  return rest?.startsWith(link.host) === true && /^(?:$|[/?#])/u.test(rest.slice(link.host.length));
}

function takeWhile(lines: readonly string[], from: number, is: (line: string) => boolean): string[] {
  let end = from;
  while (end < lines.length && is(lines[end] ?? "")) end += 1;
  return lines.slice(from, end);
}

function fenceEnd(lines: readonly string[], from: number): number {
  for (let at = from; at < lines.length; at += 1) if (/^\s{0,3}```\s*$/u.test(lines[at] ?? "")) return at;
  return -1;
}

/** A number stays as it was written: paragraph 4 is called 4, whatever stands before it. */
function listMarker(line: string): { mark: string; rest: string } | undefined {
  const found = /^\s{0,3}(?<mark>[-+*]|\d{1,9}[.)])\s+(?<rest>.*)$/u.exec(line)?.groups;
  const [mark, rest] = [found?.["mark"], found?.["rest"]];
  return mark === undefined || rest === undefined ? undefined : { mark: mark.length === 1 ? BULLET : mark, rest };
}

/** Signs in pairs, the longer ones first. */
const PAIRS = [
  { sign: "**", kind: "strong" },
  { sign: "__", kind: "strong" },
  { sign: "~~", kind: "struck" },
  { sign: "*", kind: "emphasis" },
  { sign: "_", kind: "emphasis" },
] as const;

function inline(text: string, depth: number): Inline[] {
  const found: Inline[] = [];
  let plain = "";
  const close = () => {
    if (plain !== "") found.push({ kind: "text", text: plain });
    plain = "";
  };
  // Signs that were looked for up to the end and have no partner: nobody looks again.
  const lonely = new Set<string>();
  for (let at = 0; at < text.length; ) {
    const one = text[at] ?? "";
    if (one === "\\" && /[\\*_~`[\]]/u.test(text[at + 1] ?? "")) {
      plain += text[at + 1] ?? "";
      at += 2;
      continue;
    }
    const piece = depth < DEEPEST ? special(text, at, depth, lonely) : undefined;
    if (piece === undefined) {
      plain += one;
      at += 1;
    } else {
      close();
      found.push(piece.node);
      at = piece.end;
    }
  }
  close();
  return found;
}

interface Piece {
  node: Inline;
  end: number;
}

function special(text: string, at: number, depth: number, lonely: Set<string>): Piece | undefined {
  const one = text[at];
  if (one === "`") return code(text, at, lonely);
  if (one === "[") return namedLink(text, at, depth);
  if (one === "h" && isBoundary(text[at - 1])) return bareLink(text, at);
  if (one !== "*" && one !== "_" && one !== "~") return undefined;
  for (const { sign, kind } of PAIRS) {
    if (!text.startsWith(sign, at) || lonely.has(sign)) continue;
    const inner = at + sign.length;
    // Signs inside words are part of them: `snake_case`, `2 * 3`, `2*3*4`.
    if (/\s/u.test(text[inner] ?? " ") || (one === "_" && !isBoundary(text[at - 1]))) continue;
    if (/^\p{N}\*\p{N}$/u.test(text.slice(at - 1, at + 2))) continue;
    const end = closing(text, sign, inner);
    if (end < 0) {
      lonely.add(sign);
      continue;
    }
    return { node: { kind, inside: inline(text.slice(inner, end), depth + 1) }, end: end + sign.length };
  }
  return undefined;
}

function closing(text: string, sign: string, from: number): number {
  for (let at = text.indexOf(sign, from + 1); at >= 0; at = text.indexOf(sign, at + 1)) {
    const isClosed = !/\s/u.test(text[at - 1] ?? " ") && (sign[0] !== "_" || isBoundary(text[at + sign.length]));
    // `**` that is meant is no `*` that ends.
    const isLonger = sign.length === 1 && (text[at + 1] === sign || text[at - 1] === sign);
    if (isClosed && !isLonger && text[at - 1] !== "\\") return at;
  }
  return -1;
}

function isBoundary(letter: string | undefined): boolean {
  return letter === undefined || !/[\p{L}\p{N}]/u.test(letter);
}

function code(text: string, at: number, lonely: Set<string>): Piece | undefined {
  if (lonely.has("`")) return undefined;
  const end = text.indexOf("`", at + 1);
  if (end < 0) lonely.add("`");
  return end > at + 1 ? { node: { kind: "code", text: text.slice(at + 1, end) }, end: end + 1 } : undefined;
}

function namedLink(text: string, at: number, depth: number): Piece | undefined {
  // Looked for nearby only: a name is short, and a text may be full of brackets.
  const near = text.slice(at, at + LONGEST_NAME).indexOf("](");
  const middle = at + near;
  const behind = near < 0 ? -1 : text.slice(middle, middle + LONGEST_ADDRESS).indexOf(")");
  if (behind < 0) return undefined;
  const end = middle + behind;
  const [name, address] = [text.slice(at + 1, middle), linked(text.slice(middle + 2, end))];
  if (address === undefined || name === "" || /[[\n]/u.test(name)) return undefined;
  return { node: { kind: "link", ...address, inside: inline(name, depth + 1).map(unlinked) }, end: end + 1 };
}

/** An address inside a link's name is text: it leads nowhere by itself. */
function unlinked(node: Inline): Inline {
  const [written] = node.kind === "link" ? node.inside : [];
  return written ?? node;
}

function bareLink(text: string, at: number): Piece | undefined {
  const found = /^https?:\/\/[^\s<>"'`\p{Cc}\p{Cf}]+/u.exec(text.slice(at, at + LONGEST_ADDRESS))?.[0];
  // A full stop behind it ends the sentence, and not the address.
  const written = found?.replace(/[.,;:!?)\]}'*_~]+$/u, "");
  const address = written === undefined ? undefined : linked(written);
  if (written === undefined || address === undefined) return undefined;
  return { node: { kind: "link", ...address, inside: [{ kind: "text", text: written }] }, end: at + written.length };
}

/** Only what leads to a page or to a letter: no script, no file, no other program. */
function linked(written: string): { address: string; host: string } | undefined {
  if (!/^(?:https?:\/\/|mailto:)/iu.test(written) || !URL.canParse(written)) return undefined;
  const url = new URL(written);
  if (url.username !== "" || url.password !== "") return undefined;
  const host = url.protocol === "mailto:" ? url.pathname : url.host;
  return host === "" ? undefined : { address: url.href, host };
}
