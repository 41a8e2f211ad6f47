import { Show, type JSX } from "solid-js";
import type { Affiliation } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { Sentence } from "../../parts/Sentence";
import { harmless, isolated } from "../../words/names";
import { shortDate } from "../../words/when";
import { t } from "../../words/words";

/** For whom somebody speaks, never without whose word it is; that nobody has signed it is said too. */
export function SpeaksFor(props: { affiliation: Affiliation | null }): JSX.Element {
  return (
    <Show when={props.affiliation} fallback={<div class="soft small">{t("unsigned")}</div>}>
      {(one) => (
        <div class="speaks-for">
          <div><bdi dir="auto">{harmless(one().name)}</bdi></div>
          <Show when={one().title !== ""}><div class="soft small"><bdi dir="auto">{harmless(one().title)}</bdi></div></Show>
          <div><Sentence text={t("speaks-for", { affiliation: isolated(one().affiliation) })} /></div>
          <Show
            when={one().organisation}
            fallback={<div class="wax small">{t("signed-by-unknown")}</div>}
          >
            {(organisation) => (
              <div class="accent small"><Icon name="seal" size="16" /><Sentence text={t("signed-by", { organisation: isolated(organisation()), date: shortDate(one().until) })} /></div>
            )}
          </Show>
        </div>
      )}
    </Show>
  );
}
