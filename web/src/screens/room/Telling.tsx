import { createSignal, For, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { ask } from "../../app/world";
import type { Conversation } from "../../engine/client";
import { Field } from "../../parts/Field";
import { secondsInWords } from "../../words/when";
import { t } from "../../words/words";

const DAY = 86_400;
const SPANS = [DAY, 7 * DAY, 28 * DAY];

/** Tells newcomers what was said before they came, as this person's word. */
export default function Telling(props: { room: Conversation }): JSX.Element {
  const [span, setSpan] = createSignal(DAY);
  const [wrong, setWrong] = createSignal<string>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    try {
      const from = await ask("find_date", { room: props.room.room, at: Date.now() - span() * 1000 });
      if (from === null) setWrong("failure-telling");
      else await ask("tell", { room: props.room.room, from, through: props.room.seq });
    } catch (error) {
      setWrong(keyOf(error));
    }
  };
  return (
    <section class="add-people stack" aria-labelledby="telling-title">
      <h3 id="telling-title">{t("telling")}</h3>
      <p class="soft small">{t("telling-hint")}</p>
      <form class="link-form telling" onSubmit={(event) => void submit(event)}>
        <Field label={t("telling-span")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
          {(ids) => (
            <select id={ids.id} class="input" aria-describedby={ids.describedBy} value={span()} onChange={(event) => setSpan(Number(event.currentTarget.value))}>
              <For each={SPANS}>{(seconds) => <option value={seconds} selected={seconds === span()}>{secondsInWords(seconds)}</option>}</For>
            </select>
          )}
        </Field>
        <button class="button">{t("telling-send")}</button>
      </form>
    </section>
  );
}
