import { For, Show, type JSX } from "solid-js";
import { called } from "../../../app/aliases";
import { glance } from "../../../app/glance";
import type { Item } from "../../../engine/client";
import { harmless } from "../../../words/names";
import { listed } from "../../../words/when";
import { t } from "../../../words/words";
import { react } from "./acting";

/** Reactions under a message: each says whose it is, and pressing it gives it or takes it back. */
export function Reactions(props: { item: Item; canReact: boolean; isTabStop: boolean }): JSX.Element {
  const who = (people: readonly string[]) => listed(people.map(called));
  return (
    <Show when={props.item.reactions.length > 0}>
      <div class="reactions" role="group" aria-label={t("reactions")}>
        <For each={props.item.reactions}>
          {(one) => (
            <button
              type="button"
              class="reaction"
              tabindex={props.isTabStop ? 0 : -1}
              aria-pressed={one.own}
              title={glance() ? undefined : who(one.people)}
              disabled={!props.canReact}
              onClick={() => react(props.item, one.reaction)}
            >
              <span class="said-only">{t("reaction-by", { reaction: harmless(one.reaction), people: who(one.people) })}</span>
              <bdi aria-hidden="true">{harmless(one.reaction)}</bdi>
              <span class="reaction-count" aria-hidden="true">{t("number", { count: one.people.length })}</span>
            </button>
          )}
        </For>
      </div>
    </Show>
  );
}

/** The same in the one sentence that a screen reader hears of a message. */
export function reactionsInWords(item: Item): string {
  const who = (people: readonly string[]) => listed(people.map(called));
  return item.reactions.map((one) => t("reaction-by", { reaction: harmless(one.reaction), people: who(one.people) })).join(" ");
}
