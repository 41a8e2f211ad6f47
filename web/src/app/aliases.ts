// The glossary of this device, and what stands for a name on the screen.

import { createSignal } from "solid-js";
import type { Alias } from "../engine/client";
import { markOf } from "../words/marks";
import { harmless, isolated, shortName } from "../words/names";
import { MARKINGS } from "../words/glossary";
import { preferences } from "./preferences";
import { ask, ownAccount } from "./world";

const [glossary, setGlossary] = createSignal<readonly Alias[]>([]);
export { glossary };

export async function readAliases(): Promise<void> {
  setGlossary((await ask("aliases", {})) ?? []);
}

/** Kept by the engine first; a name with nothing for it leaves the glossary. */
export async function setAlias(name: string, alias: string | null): Promise<void> {
  await ask("set_alias", { name, alias });
  await readAliases();
}

export function aliasOf(name: string): string | undefined {
  const found = glossary().find((one) => one.name === name)?.alias;
  return found === undefined ? undefined : harmless(found);
}

/** What shows where names are covered: an alias, or a mark that only this device's person has learnt. */
export function coverOf(name: string): string {
  return aliasOf(name) ?? markOf(name, preferences().markKey);
}

/** A person inside a sentence: by their alias where somebody always wants it. */
export function called(account: string): string {
  const alias = preferences().aliasesAlways ? aliasOf(account) : undefined;
  return isolated(alias ?? shortName(account, ownAccount()));
}

export const markings = (): readonly string[] => preferences().markings ?? MARKINGS;
