// Who writes just now, above the field and over the end of the list, which does not move for it. It is no live
// region: it would speak over what is being read.

import { Show, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { answerOf } from "../../app/answer";
import { ask } from "../../app/world";
import { Sentence } from "../../parts/Sentence";
import { t } from "../../words/words";

export function TypingLine(props: { room: string }): JSX.Element {
  const writers = answerOf(
    () => props.room,
    (room) => ask("typing", { room }),
    (event) => (event.event === "typing" && event.room === props.room) || event.event === "status",
  );
  const said = () => {
    const people = writers() ?? [];
    const [first, second] = people.map(called);
    if (first === undefined) return undefined;
    if (people.length > 2) return t("typing-many", { count: people.length });
    return second === undefined ? t("typing-one", { name: first }) : t("typing-two", { name: first, other: second });
  };
  return (
    <div class="typing">
      <Show when={said()}>{(line) => <p class="small soft"><Sentence text={line()} /></p>}</Show>
    </div>
  );
}
