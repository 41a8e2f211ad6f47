import type { JSX } from "solid-js";
import { harmless, initials, shortName } from "../words/names";
import { ownAccount } from "../app/world";
import { Icon, type IconName } from "./Icon";

/** A person's name, or a room's title: in its own direction, and unable to change another's. */
export function Name(props: { account: string; full?: boolean; class?: string }): JSX.Element {
  return (
    <bdi dir="auto" class={props.class} title={harmless(props.account)}>
      {props.full === true ? harmless(props.account) : shortName(props.account, ownAccount())}
    </bdi>
  );
}

export function Monogram(props: { of: string; kind?: "room"; isNew?: boolean; icon?: IconName }): JSX.Element {
  return (
    <span class="monogram" data-kind={props.kind} data-new={props.isNew} aria-hidden="true">
      {props.icon === undefined ? initials(props.of) : <Icon name={props.icon} size="18" />}
    </span>
  );
}
