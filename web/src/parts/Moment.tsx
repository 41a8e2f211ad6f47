import type { JSX } from "solid-js";

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
      min={written(Date.now())}
      aria-describedby={props.describedBy}
      value={props.value === undefined ? "" : written(props.value)}
      onInput={(event) => {
        const millis = new Date(event.currentTarget.value).getTime();
        props.onInput(Number.isNaN(millis) ? undefined : millis);
      }}
    />
  );
}

/** As the field writes it: without a zone, which is this device's. */
export function written(millis: number): string {
  const zone = new Date(millis).getTimezoneOffset() * 60_000;
  return new Date(millis - zone).toISOString().slice(0, 16);
}
