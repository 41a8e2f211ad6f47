import { Show, type JSX } from "solid-js";
import { called } from "../../../app/aliases";
import type { Item } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { Sentence } from "../../../parts/Sentence";
import { t } from "../../../words/words";
import { wordsOf } from "../events";
import type { Acting } from "./acting";

/** Above the composer: what the next text answers, or takes the place of. */
export function About(props: { acting: Acting; onStop: () => void }): JSX.Element {
  const about = (): Item | undefined => props.acting.editing() ?? props.acting.replyTo();
  return (
    <Show when={about()}>
      {(item) => (
        <div class="composer-about">
          <Icon name={props.acting.editing() === undefined ? "reply" : "compose"} size="16" />
          <span class="soft"><Sentence text={props.acting.editing() === undefined ? t("replying", { who: called(item().sender) }) : t("editing")} /></span>
          <span class="grow clip" dir="auto">{wordsOf(item())}</span>
          <button type="button" class="button" data-kind="icon" aria-label={t("stop-about")} onClick={() => props.onStop()}><Icon name="close" size="16" /></button>
        </div>
      )}
    </Show>
  );
}
