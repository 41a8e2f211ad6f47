import type { JSX } from "solid-js";
import { fieldTime } from "../words/when";

interface Props {
  id: string;
  describedBy: string;
  value: number | undefined;
  onInput: (millis: number | undefined) => void;
  isRequired?: boolean;
}

/** A day and a time of this device's clock, by the browser's own means; nothing before now. */
export function Moment(props: Props): JSX.Element {
  return (
    <input
      id={props.id}
      class="input"
      type="datetime-local"
      required={props.isRequired === true}
      min={fieldTime(Date.now())}
      aria-describedby={props.describedBy}
      value={props.value === undefined ? "" : fieldTime(props.value)}
      onInput={(event) => {
        const millis = new Date(event.currentTarget.value).getTime();
        props.onInput(Number.isNaN(millis) ? undefined : millis);
      }}
    />
  );
}
