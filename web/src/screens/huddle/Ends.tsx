import { For, type JSX } from "solid-js";
import { Field } from "../../parts/Field";
import { secondsInWords } from "../../words/when";
import { t } from "../../words/words";
import { LENGTHS, UNTIL_WE_RISE } from "./ends";

/** When a huddle ends, in minutes from now. */
export function Ends(props: { minutes: number; onChange: (minutes: number) => void }): JSX.Element {
  return (
    <Field label={t("huddle-for")} hint={t("huddle-for-hint")}>
      {(ids) => (
        <select id={ids.id} class="input" aria-describedby={ids.describedBy} value={props.minutes} onChange={(event) => props.onChange(Number(event.currentTarget.value))}>
          <For each={LENGTHS}>
            {(minutes) => <option value={minutes}>{minutes === UNTIL_WE_RISE ? t("huddle-until-we-rise") : t("huddle-after", { time: secondsInWords(minutes * 60) })}</option>}
          </For>
        </select>
      )}
    </Field>
  );
}
