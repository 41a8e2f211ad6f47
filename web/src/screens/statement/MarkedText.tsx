import { For, Show, type JSX } from "solid-js";
import { readable } from "../../words/names";
import { t } from "../../words/words";
import { called } from "../../app/aliases";
import { Sentence } from "../../parts/Sentence";
import type { Mark } from "./marked";

/** Whose a change is stands once behind all that they changed together. */
function endsTurn(marks: readonly Mark[], place: number): boolean {
  const next = marks.slice(place + 1).find((mark) => mark.kind !== "same");
  return next === undefined || next.by !== marks[place]?.by;
}

/** A paragraph with its changes: for the eye by line and colour, for a screen reader in words. One sentence keeps one
 *  direction, so the pieces are not isolated; the words for the ear are, and do not decide it. */
export function MarkedText(props: { marks: readonly Mark[]; shows?: "before" | "after"; withAuthors?: boolean }): JSX.Element {
  const shown = () => props.marks.filter((mark) => mark.kind === "same" || props.shows === undefined || mark.kind === (props.shows === "before" ? "struck" : "inserted"));
  return (
    <span class="statement-words" dir="auto">
      <For each={shown()}>
        {(mark, place) => (
          <Show when={mark.kind !== "same"} fallback={<span>{readable(mark.text)}</span>}>
            <Show when={mark.kind === "inserted"} fallback={<del><bdi class="said-only">{t("statement-struck")}{" "}</bdi>{readable(mark.text)}</del>}>
              <ins><bdi class="said-only">{t("statement-inserted")}{" "}</bdi>{readable(mark.text)}</ins>
            </Show>
            <Show when={props.withAuthors === true && endsTurn(shown(), place())}><bdi class="statement-author"> (<Sentence text={called(mark.by)} />)</bdi></Show>
          </Show>
        )}
      </For>
    </span>
  );
}
