import { createSignal, For, lazy, Show, Suspense, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { keyOf } from "../../app/notices";
import { go } from "../../app/route";
import { ask, ownAccount } from "../../app/world";
import type { Conversation, Person, Queued, RoleName } from "../../engine/client";
import { Field } from "../../parts/Field";
import { Modal } from "../../parts/Modal";
import { Sentence } from "../../parts/Sentence";
import { harmless, isolated, shortName } from "../../words/names";
import { shortDate } from "../../words/when";
import { t } from "../../words/words";
import { wishNudge } from "../conversation/nudge/saying";
import { mayRemove, rolesToGive } from "./rank";
import { SpeaksFor } from "./SpeaksFor";

const CallsThemself = lazy(() => import("./CallsThemself"));
const Report = lazy(() => import("./Report"));

/** One person of a room: devices, role, and what one can do. */
export function PersonCard(props: { room: Conversation; person: Person; onClose: () => void }): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  const [isReporting, setReporting] = createSignal(false);
  const isSelf = () => props.person.account === ownAccount();
  const isGroup = () => props.room.kind === "group" && props.room.status === "active";
  const roles = () => (isGroup() ? rolesToGive(props.room.role, props.person.role) : []);

  const order = (wish: Promise<Queued>, then: (made: Queued) => void = () => undefined) => {
    setWrong(undefined);
    wish.then(then).catch((error: unknown) => setWrong(keyOf(error)));
  };

  const write = () =>
    order(ask("open_direct_room", { account: props.person.account }), (made) => {
      props.onClose();
      if (made.room !== null) go({ at: "room", room: made.room });
    });

  /** In the room of the two, where it is nobody else's business. */
  const nudge = () =>
    order(ask("open_direct_room", { account: props.person.account }), ({ room }) => {
      props.onClose();
      if (room === null) return;
      wishNudge({ room, what: "choose" });
      go({ at: "room", room });
    });

  const verify = () => {
    props.onClose();
    go({ at: "verify", person: props.person.account });
  };

  const remove = () =>
    order(ask("remove_people", { room: props.room.room, people: [props.person.account] }), () => props.onClose());

  /** The same room without this person, in one step: a new one, and this one stays as it is. */
  const without = () =>
    order(ask("refound", { room: props.room.room, without: [props.person.account] }), (made) => {
      props.onClose();
      if (made.room !== null) go({ at: "room", room: made.room });
    });

  return (
    <Modal title={isolated(shortName(props.person.account, ownAccount()))} onClose={props.onClose}>
      <p class="soft"><bdi dir="ltr">{harmless(props.person.account)}</bdi></p>
      <SpeaksFor affiliation={props.person.affiliation} />
      <Show when={props.person.profile}><Suspense><CallsThemself person={props.person} /></Suspense></Show>
      <Show when={!isSelf()}>
        <p class={props.person.verified ? "accent" : "soft"}>{props.person.verified ? t("verified-hint") : t("unverified-hint")}</p>
        <div class="row">
          <button type="button" class="button" data-kind="main" onClick={write}>{t("write-directly")}</button>
          <button type="button" class="button" data-act="nudge" onClick={nudge}>{t("nudge-person")}</button>
          <button type="button" class="button" onClick={verify}>{t("verify")}</button>
        </div>
      </Show>
      <Show when={roles().length > 0}>
        <Field label={t("role")} hint={t(`role-${props.person.role}-hint`)}>
          {(ids) => (
            <select
              id={ids.id}
              class="input"
              aria-describedby={ids.describedBy}
              value={props.person.role}
              onChange={(event) => order(ask("set_role", { room: props.room.room, account: props.person.account, role: event.currentTarget.value as RoleName }))}
            >
              <For each={roles()}>{(role) => <option value={role}>{t(`role-${role}`)}</option>}</For>
            </select>
          )}
        </Field>
      </Show>
      <section>
        <h3>{t("roster-devices", { count: props.person.devices.length })}</h3>
        <ul>
          <For each={props.person.devices}>
            {(device) => (
              <li class="list-line small">
                <bdi class="mono" dir="ltr">{device.device.slice(0, 8)}</bdi>
                <span class="grow soft">
                  <Sentence
                    text={device.added_by === null
                      ? t("there-from-start")
                      : t("added-by", { who: isolated(shortName(device.added_by, ownAccount())), date: shortDate(device.added_at) })}
                  />
                </span>
                <Show when={device.is_new}><strong class="wax">{t("new")}</strong></Show>
              </li>
            )}
          </For>
        </ul>
      </section>
      <Show when={!isSelf()}>
        <p class="soft small">{t(props.person.blocked ? "blocked-person" : "block-hint")}</p>
        <div class="row">
          <button type="button" class="button" data-act="block" onClick={() => order(ask("block", { account: props.person.account, on: !props.person.blocked }))}>{t(props.person.blocked ? "unblock" : "block")}</button>
          <button type="button" class="button" data-act="report" onClick={() => setReporting(true)}>{t("report")}</button>
        </div>
      </Show>
      <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
      <Show when={!isSelf() && isGroup()}>
        <p class="soft small">{t("room-without-hint")}</p>
        <div class="row">
          <button type="button" class="button" data-act="without" onClick={without}><span><Sentence text={t("room-without", { who: called(props.person.account) })} /></span></button>
        </div>
      </Show>
      <Show when={!isSelf() && isGroup() && mayRemove(props.room.role, props.person.role)}>
        <div class="row">
          <button type="button" class="button" data-kind="grave" onClick={remove}>{t("remove-person")}</button>
        </div>
      </Show>
      <Show when={isReporting()}><Suspense><Report room={props.room.room} account={props.person.account} onClose={() => setReporting(false)} /></Suspense></Show>
    </Modal>
  );
}
