import { Match, Switch, type JSX } from "solid-js";
import { Icon } from "./Icon";

export type Tick = "queued" | "held" | "sent" | "delivered" | "read";

/** The state of an own message as a sign; the words stand beside it, for eyes or for ears. */
export function Ticks(props: { state: Tick }): JSX.Element {
  return (
    <Switch>
      <Match when={props.state === "queued"}><Icon name="clock" size="14" /></Match>
      <Match when={props.state === "held"}><Icon name="hold" size="14" /></Match>
      <Match when={true}>
        <svg class="ticks" data-state={props.state} viewBox="0 0 22 14" width="20" height="13" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
          <path d="m2 7.5 4 4 8-9" />
          <path d="m10 11.5 1 .5 9-9.500" style={{ display: props.state === "sent" ? "none" : "inline" }} />
        </svg>
      </Match>
    </Switch>
  );
}
