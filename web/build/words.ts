// Makes each language's file smaller: the names of messages, a quarter of it, go into one list for all six,
// and a language is its texts in the order of their names. `words.ts` puts both together again.

import type { Plugin } from "vite";

const FILE = /\/words\/[a-z]+\.ftl\?(texts|names)$/u;
const MESSAGE = /^([a-z][a-z0-9-]*) = ?/u;

/** Messages as they are written, without comments and what only a reader of the file needs; by name. */
function messagesIn(file: string): string[] {
  const text = file.replaceAll(/^#.*\n/gmu, "").replaceAll(/\n{2,}/gu, "\n").replaceAll(/^ {2,}/gmu, " ");
  const nameOf = (message: string) => MESSAGE.exec(message)?.[1] ?? "";
  return text.trim().split(/\n(?=[a-z])/u).toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

export function words(): Plugin {
  return {
    name: "corridor-words",
    enforce: "pre",
    transform(file, id) {
      const wanted = FILE.exec(id)?.[1];
      if (wanted === undefined) return undefined;
      const messages = messagesIn(file);
      const made = wanted === "names" ? messages.map((one) => MESSAGE.exec(one)?.[1]).join(" ") : messages.map((one) => one.replace(MESSAGE, "")).join("\n\n");
      return { code: `export default ${JSON.stringify(made)}`, moduleType: "js", map: null };
    },
  };
}
