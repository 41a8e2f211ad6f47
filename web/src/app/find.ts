// Finding a conversation by what somebody types in a hurry: without accents, in any order of words.

export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** Whether every word of `typed` begins a word of `text`; a script without spaces matches anywhere. */
export function matches(text: string, typed: string): boolean {
  const words = folded(typed).split(/\s+/u).filter((word) => word !== "");
  const target = folded(text);
  return words.every((word) => {
    if (!target.includes(word)) return false;
    const isInside = /^[^\p{L}\p{N}]|\p{Script=Han}/u.test(word);
    return isInside || new RegExp(`(^|[^\\p{L}\\p{N}])${escaped(word)}`, "u").test(target);
  });
}

function escaped(word: string): string {
  return word.replace(/[$()*+.?[\\\]^{|}-]/gu, String.raw`\$&`);
}
