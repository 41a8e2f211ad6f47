import { createSignal, Show, type JSX } from "solid-js";
import { keyOf, reportTrouble } from "../../app/notices";
import { ask } from "../../app/world";
import type { Conversation } from "../../engine/client";
import { textOf } from "../../files/base64";
import { smallPicture } from "../../files/small";
import { Field } from "../../parts/Field";
import { RoomMark } from "../../parts/RoomMark";
import { t } from "../../words/words";
import { GroupField, groupWanted, type ChosenGroup } from "./GroupField";

interface Props {
  room: Conversation;
}

/** How lists show the room: its picture, and the heading under which it stands. */
export default function Look(props: Props): JSX.Element {
  return (
    <>
      <Picture room={props.room} />
      <GroupForm room={props.room} />
    </>
  );
}

function Picture(props: Props): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  const set = (picture: string | null) =>
    ask("set_picture", { room: props.room.room, picture })
      .then(() => undefined)
      .catch((error: unknown) => {
        setWrong(keyOf(error));
      });
  const choose = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    setWrong(undefined);
    const small = await smallPicture(file);
    // The same one can be chosen again.
    input.value = "";
    if (small === undefined) setWrong("failure-picture");
    else await set(textOf(small));
  };
  return (
    <div class="stack">
      <Field label={t("known-picture")} hint={props.room.may_rename ? t("room-picture-hint") : t("title-by-admins")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
        {(ids) => <input id={ids.id} class="input" type="file" accept="image/*" disabled={!props.room.may_rename} aria-describedby={ids.describedBy} onChange={(event) => void choose(event.currentTarget).catch(reportTrouble)} />}
      </Field>
      <Show when={props.room.picture}>
        <div class="row">
          <RoomMark room={props.room} />
          <Show when={props.room.may_rename}><button type="button" class="button" onClick={() => void set(null)}>{t("known-no-picture")}</button></Show>
        </div>
      </Show>
    </div>
  );
}

function GroupForm(props: Props): JSX.Element {
  const now = () => props.room.group?.id ?? "";
  const [chosen, setChosen] = createSignal<ChosenGroup>();
  const [wrong, setWrong] = createSignal<string>();
  const shown = () => chosen() ?? { choice: now(), name: "" };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    ask("set_group", { room: props.room.room, group: groupWanted(shown()) })
      .then(() => setChosen(undefined))
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <form class="stack" onSubmit={submit}>
      <GroupField chosen={shown()} isFixed={!props.room.may_rename} hint={props.room.may_rename ? t("group-hint") : t("title-by-admins")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")} onChange={setChosen} />
      <Show when={props.room.may_rename && shown().choice !== now()}>
        <div class="row"><button class="button" data-kind="main">{t("save")}</button></div>
      </Show>
    </form>
  );
}
