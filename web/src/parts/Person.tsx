import { Show, type JSX } from "solid-js";
import { aliasOf, coverOf } from "../app/aliases";
import { glance } from "../app/glance";
import { preferences } from "../app/preferences";
import { harmless, initials, shortName } from "../words/names";
import { ownAccount } from "../app/world";
import { Icon, type IconName } from "./Icon";

/** A person's name, or a room's title: in its own direction, and unable to change another's. `beside` an alias stands the
 *  name itself where somebody decides whom they write to. */
export function Name(props: { account: string; full?: boolean; beside?: boolean; class?: string }): JSX.Element {
  const real = () => (props.full === true ? harmless(props.account) : shortName(props.account, ownAccount()));
  /** What the eye gets instead: where names are covered, and otherwise an alias alone, by wish, and never for a full name. */
  const cover = () => {
    if (glance()) return coverOf(props.account);
    return preferences().aliasesAlways && props.full !== true ? aliasOf(props.account) : undefined;
  };
  return (
    <bdi dir="auto" class={props.class} title={glance() ? undefined : harmless(props.account)} data-covered={cover() !== undefined}>
      <Show when={cover()} fallback={real()}>
        {(shown) => (
          <>
            <span class="name-cover" aria-hidden="true">{shown()}</span>
            <Show when={props.beside === true && !glance()} fallback={<span class="said-only">{real()}</span>}>{" "}<span class="soft small">({real()})</span></Show>
          </>
        )}
      </Show>
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
