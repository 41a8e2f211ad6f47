// Aliases in what is about to be sent: by a person's wish alone, seen before it goes, and taken back as easily.

import { createSignal, type Accessor } from "solid-js";
import { glossary, markings } from "../../../app/aliases";
import { markingOf, replaced } from "../../../words/glossary";

interface Done {
  before: string;
  after: string;
  count: number;
}

export interface AliasUse {
  /** The marking of an official text, while its writer is asked. */
  asked: Accessor<string | undefined>;
  /** What was done, as long as the text is what came of it. */
  done: Accessor<Done | undefined>;
  begin: () => void;
  goOn: () => void;
  leave: () => void;
  undo: () => void;
}

/** `put` writes a text into the field, where its writer sees it. */
export function makeAliasUse(text: Accessor<string>, put: (text: string) => void): AliasUse {
  const [asked, setAsked] = createSignal<string>();
  const [last, setLast] = createSignal<Done>();

  const goOn = () => {
    setAsked(undefined);
    const before = text();
    const made = replaced(before, glossary());
    setLast({ before, after: made.text, count: made.count });
    if (made.count > 0) put(made.text);
  };

  return {
    asked,
    done: () => (last()?.after === text() ? last() : undefined),
    begin: () => {
      const marking = replaced(text(), glossary()).count === 0 ? undefined : markingOf(text(), markings());
      if (marking === undefined) goOn();
      else setAsked(marking);
    },
    goOn,
    leave: () => setAsked(undefined),
    undo: () => {
      const done = last();
      setLast(undefined);
      if (done !== undefined) put(done.before);
    },
  };
}
