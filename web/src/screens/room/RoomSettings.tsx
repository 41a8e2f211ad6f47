import "./room.css";
import { createSignal, lazy, Show, Suspense, type JSX } from "solid-js";
import { keyOf, reportTrouble } from "../../app/notices";
import { go } from "../../app/route";
import { ask } from "../../app/world";
import type { Conversation } from "../../engine/client";
import { Field } from "../../parts/Field";
import { Modal } from "../../parts/Modal";
import { ScreenHead } from "../../parts/ScreenHead";
import { t } from "../../words/words";
import { saveExport } from "../settings/export";
import { Description, Expiry, Posting, Roles } from "./Agreed";
import { Aside } from "./Aside";

const Look = lazy(() => import("./Look"));

/** What this person's role lets them settle about the room. */
export function RoomSettings(props: { room: Conversation }): JSX.Element {
  const [isLeaving, setLeaving] = createSignal(false);
  const isActive = () => props.room.status === "active";
  return (
    <aside class="room-panel" aria-label={t("room-settings")}>
      <ScreenHead level={2} back={{ at: "room", room: props.room.room }} title={t("room-settings")} />
      <div class="screen-body">
        <Show when={props.room.kind === "group" && isActive()}>
          <section class="part">
            <TitleForm room={props.room} />
            <Description room={props.room} />
            <Suspense><Look room={props.room} /></Suspense>
          </section>
        </Show>
        <Show when={isActive()}>
          <section class="part">
            <Expiry room={props.room} />
            <Show when={props.room.kind === "group"}><Posting room={props.room} /></Show>
          </section>
        </Show>
        <section class="part"><Aside room={props.room} /></section>
        <Show when={props.room.kind === "group"}>
          <section class="part">
            <h3>{t("your-role", { role: t(`role-${props.room.role}`) })}</h3>
            <Roles room={props.room} />
          </section>
        </Show>
        <section class="part">
          <h3>{t("about-room")}</h3>
          <dl class="facts">
            <dt>{t("room-number")}</dt><dd class="mono"><bdi dir="ltr">{props.room.short_id}</bdi></dd>
            <dt>{t("room-entries")}</dt><dd>{t("number", { count: props.room.seq })}</dd>
            <Show when={props.room.skipped > 0}><dt>{t("room-skipped")}</dt><dd>{t("number", { count: props.room.skipped })}</dd></Show>
          </dl>
          <div class="row"><button type="button" class="button" onClick={() => void saveExport([props.room]).catch(reportTrouble)}>{t("export-room")}</button></div>
        </section>
        <Show when={props.room.kind === "group" && isActive()}>
          <section class="part">
            <div class="row"><button type="button" class="button" data-kind="grave" onClick={() => setLeaving(true)}>{t("leave")}</button></div>
          </section>
        </Show>
      </div>
      <Show when={isLeaving()}><LeaveQuestion room={props.room} onClose={() => setLeaving(false)} /></Show>
    </aside>
  );
}

function TitleForm(props: { room: Conversation }): JSX.Element {
  const [title, setTitle] = createSignal(props.room.title);
  const [wrong, setWrong] = createSignal<string>();
  const mayRename = () => props.room.may_rename;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    ask("rename", { room: props.room.room, title: title().trim() }).catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <form class="stack" onSubmit={submit}>
      <Field label={t("title")} hint={mayRename() ? undefined : t("title-by-admins")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
        {(ids) => (
          <input id={ids.id} class="input" dir="auto" required maxlength={120} readonly={!mayRename()} aria-describedby={ids.describedBy} value={title()} onInput={(event) => setTitle(event.currentTarget.value)} />
        )}
      </Field>
      <Show when={mayRename() && title().trim() !== props.room.title}>
        <div class="row"><button class="button" data-kind="main">{t("rename")}</button></div>
      </Show>
    </form>
  );
}

function LeaveQuestion(props: { room: Conversation; onClose: () => void }): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  const leave = () => {
    ask("leave", { room: props.room.room })
      .then(() => {
        props.onClose();
        go({ at: "room", room: props.room.room });
      })
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <Modal
      title={t("leave-title")}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" class="button" onClick={() => props.onClose()}>{t("stay")}</button>
          <button type="button" class="button" data-kind="grave" onClick={leave}>{t("leave")}</button>
        </>
      }
    >
      <p>{t("leave-hint")}</p>
      <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
    </Modal>
  );
}
