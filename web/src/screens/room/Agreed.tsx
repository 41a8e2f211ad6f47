import { createSignal, For, Show, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { ask } from "../../app/world";
import type { Conversation, RoleName } from "../../engine/client";
import { Field } from "../../parts/Field";
import { secondsInWords } from "../../words/when";
import { t } from "../../words/words";
import { ROLES } from "./rank";

/** Five minutes to ninety days, as the protocol has it. */
const EXPIRIES = [300, 3600, 28_800, 86_400, 604_800, 2_592_000, 7_776_000];

interface Props {
  room: Conversation;
}

/** What the room is for: an owner says it, everybody reads it. */
export function Description(props: Props): JSX.Element {
  const [text, setText] = createSignal<string>();
  const [wrong, setWrong] = createSignal<string>();
  const shown = () => text() ?? props.room.description;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    ask("set_description", { room: props.room.room, text: shown().trim() })
      .then(() => setText(undefined))
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <form class="stack" onSubmit={submit}>
      <Field label={t("description")} hint={props.room.may_configure ? t("description-hint") : t("by-owners")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
        {(ids) => (
          <textarea id={ids.id} class="input" dir="auto" rows={3} maxlength={1024} readonly={!props.room.may_configure} aria-describedby={ids.describedBy} value={shown()} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <Show when={props.room.may_configure && shown().trim() !== props.room.description}>
        <div class="row"><button class="button" data-kind="main">{t("save")}</button></div>
      </Show>
    </form>
  );
}

/** After how long what is said disappears; and what that does not promise. */
export function Expiry(props: Props): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  const now = () => props.room.expiry_seconds;
  // A room may have a time that is none of these.
  const choices = () => [...new Set([...EXPIRIES, ...(now() === null ? [] : [now() ?? 0])])].toSorted((one, other) => one - other);
  const set = (value: string) => {
    setWrong(undefined);
    ask("set_expiry", { room: props.room.room, seconds: value === "" ? null : Number(value) }).catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <>
      <Field label={t("expiry")} hint={props.room.may_configure ? undefined : t("by-owners")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
        {(ids) => (
          <select id={ids.id} class="input" disabled={!props.room.may_configure} aria-describedby={`${ids.describedBy} expiry-honest`} value={now() ?? ""} onChange={(event) => set(event.currentTarget.value)}>
            <option value="">{t("expiry-never")}</option>
            <For each={choices()}>{(seconds) => <option value={seconds} selected={seconds === now()}>{t("expiry-after", { time: secondsInWords(seconds) })}</option>}</For>
          </select>
        )}
      </Field>
      <p class="soft small" id="expiry-honest">{t("expiry-honest")}</p>
    </>
  );
}

/** The least role that may write: everybody, or announcements only. */
export function Posting(props: Props): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  const set = (role: RoleName) => {
    setWrong(undefined);
    ask("set_posting", { room: props.room.room, role }).catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <Field label={t("posting")} hint={props.room.may_configure ? t("posting-hint") : t("by-owners")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
      {(ids) => (
        <select id={ids.id} class="input" disabled={!props.room.may_configure} aria-describedby={ids.describedBy} value={props.room.post_role} onChange={(event) => set(event.currentTarget.value as RoleName)}>
          <For each={ROLES.toReversed()}>{(role) => <option value={role} selected={role === props.room.post_role}>{t(`post-${role}`)}</option>}</For>
        </select>
      )}
    </Field>
  );
}

/** What each role may do here, in plain words. */
export function Roles(props: Props): JSX.Element {
  const writes = (role: RoleName) => ROLES.indexOf(role) <= ROLES.indexOf(props.room.post_role);
  return (
    <dl class="roles small">
      <For each={ROLES}>
        {(role) => (
          <>
            <dt>{t(`role-${role}`)}</dt>
            <dd class="soft">{writes(role) ? t(`role-${role}-hint`) : t("role-reads-only")}</dd>
          </>
        )}
      </For>
    </dl>
  );
}
