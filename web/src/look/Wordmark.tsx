import type { JSX } from "solid-js";

/** Two door frames, one behind the other: a corridor seen along its length. */
export function Mark(props: { size?: string }): JSX.Element {
  return (
    <svg viewBox="0 0 24 24" width={props.size ?? "24"} height={props.size ?? "24"} fill="none" stroke="currentColor" aria-hidden="true">
      <path d="M3.5 21.5V10a8.5 8.5 0 0 1 17 0v11.5" stroke-width="1.6" stroke-linecap="round" />
      <path d="M7.75 21.5V11a4.25 4.25 0 0 1 8.5 0v10.5" stroke-width="1.3" stroke-linecap="round" opacity="0.75" />
      <circle class="mark-seal" cx="12" cy="15.5" r="1.7" fill="currentColor" stroke="none" />
    </svg>
  );
}

/** The name in one line weight. Arches of r are quarter circles of the o, so that the letters
 *  stand like the doors of a passage. A name is not translated; a screen reader hears the title. */
export function Wordmark(props: { height?: string }): JSX.Element {
  return (
    <svg
      class="wordmark"
      viewBox="0 0 168 36"
      height={props.height ?? "28"}
      fill="none"
      stroke="currentColor"
      stroke-width="2.4"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="M21.5 15.6a9 9 0 1 0 0 12.8" />
      <circle cx="37" cy="22" r="9" />
      <path d="M54 31V13m0 9a9 9 0 0 1 9-9" />
      <path d="M71 31V13m0 9a9 9 0 0 1 9-9" />
      <path d="M88 31V13" />
      <circle class="mark-seal" cx="88" cy="5.6" r="2.1" fill="currentColor" stroke="none" />
      <circle cx="105" cy="22" r="9" />
      <path d="M114 31V4" />
      <circle cx="132" cy="22" r="9" />
      <path d="M149 31V13m0 9a9 9 0 0 1 9-9" />
    </svg>
  );
}
