import { For, Show, type JSX } from "solid-js";
import type { Conversation, Item, Nudge } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { t } from "../../../words/words";
import { isOwn, mayDo } from "../actions/acting";
import { ANSWERS, isAnswer, phraseWords } from "./phrases";
import { wishNudge } from "./saying";

export function NudgeBody(props: { nudge: Nudge }): JSX.Element {
  return (
    <>
      <Icon name="nudge" />
      <span class="nudge-words" dir="auto">{phraseWords(props.nudge)}</span>
    </>
  );
}

/** Under one of somebody else's that is not answered yet: what a thumb says to it. Beside the sentence that is read
 *  out, and not in it. */
export function NudgeAnswers(props: { item: Item; nudge: Nudge; room: Conversation; isAnswered: boolean; isTabStop: boolean }): JSX.Element {
  const mayAnswer = () => !props.isAnswered && !isOwn(props.item) && !isAnswer(props.nudge.phrase) && mayDo(props.item, props.room).reply;
  const answer = (nudge: Nudge) => wishNudge({ room: props.room.room, what: "say", nudge, replyTo: props.item.local_id });
  return (
    <Show when={mayAnswer()}>
      <div class="nudge-answers" role="group" aria-label={t("nudge-answers")}>
        <For each={ANSWERS}>
          {(phrase) => (
            <button type="button" class="button" tabindex={props.isTabStop ? 0 : -1} onClick={() => answer({ phrase, subject: "" })}>
              {phraseWords({ phrase, subject: "" })}
            </button>
          )}
        </For>
      </div>
    </Show>
  );
}
