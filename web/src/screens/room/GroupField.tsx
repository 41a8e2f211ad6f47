import { createMemo, For, Show, type JSX } from "solid-js";
import { coverOf } from "../../app/aliases";
import { glance } from "../../app/glance";
import { rooms } from "../../app/world";
import type { GroupWanted } from "../../engine/client";
import { Field } from "../../parts/Field";
import { t } from "../../words/words";
import { groupsOf, headingOf } from "../conversations/groups";

/** Nothing, the number of a group that a room here is in, or a new one. */
export interface ChosenGroup {
  choice: string;
  name: string;
}

export const NEW_GROUP = "new";

/** As the engine wants it. */
export function groupWanted({ choice, name }: ChosenGroup): GroupWanted | null {
  if (choice === "") return null;
  return choice === NEW_GROUP ? { new: name.trim() } : { known: choice };
}

/** Under which heading lists show a room. */
export function GroupField(props: { chosen: ChosenGroup; isFixed?: boolean; hint: string; wrong?: string | undefined; onChange: (chosen: ChosenGroup) => void }): JSX.Element {
  const groups = createMemo(() => groupsOf(rooms().filter((room) => room.status === "active" || room.group?.id === props.chosen.choice)));
  return (
    <>
      <Field label={t("group")} hint={props.hint} wrong={props.chosen.choice === NEW_GROUP ? undefined : props.wrong}>
        {(ids) => (
          <select id={ids.id} class="input" disabled={props.isFixed === true} aria-describedby={ids.describedBy} value={props.chosen.choice} onChange={(event) => props.onChange({ ...props.chosen, choice: event.currentTarget.value })}>
            <option value="" selected={props.chosen.choice === ""}>{t("group-none")}</option>
            <For each={groups()}>{(group) => <option value={group.id} selected={props.chosen.choice === group.id}>{glance() ? coverOf(group.name) : headingOf(group, groups())}</option>}</For>
            <option value={NEW_GROUP} selected={props.chosen.choice === NEW_GROUP}>{t("group-new")}</option>
          </select>
        )}
      </Field>
      <Show when={props.chosen.choice === NEW_GROUP}>
        <Field label={t("group-name")} wrong={props.wrong}>
          {(ids) => <input id={ids.id} class="input" dir="auto" required maxlength={100} aria-describedby={ids.describedBy} value={props.chosen.name} onInput={(event) => props.onChange({ ...props.chosen, name: event.currentTarget.value })} />}
        </Field>
      </Show>
    </>
  );
}
