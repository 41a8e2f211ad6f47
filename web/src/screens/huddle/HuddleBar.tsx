import "./huddle.css";
import { createSignal, Show, type JSX } from "solid-js";
import { keyOf, reportTrouble } from "../../app/notices";
import { ask, ownAccount } from "../../app/world";
import type { Conversation } from "../../engine/client";
import type { Huddle } from "../../engine/generated";
import { Icon } from "../../parts/Icon";
import { Modal } from "../../parts/Modal";
import { t } from "../../words/words";
import { endMoment } from "./ends";

/** What a huddle is, plainly: when it ends, who would keep it, and how it is ended now. */
export default function HuddleBar(props: { room: Conversation; huddle: Huddle }): JSX.Element {
  const [isRising, setRising] = createSignal(false);
  const isOpen = () => props.room.status === "active";
  const isKeeper = () => props.huddle.keepers.includes(ownAccount() ?? "");
  const keep = () => ask("keep_huddle", { room: props.room.room, on: !isKeeper() }).catch(reportTrouble);
  return (
    <section class="huddle-bar" aria-label={t("huddle-for")}>
      <Icon name="fade" />
      <div class="grow">
        <strong>{t("huddle-ends-at", { when: endMoment(props.huddle.ends_at) })}</strong>
        <span class="soft small block">{t("huddle-what")}</span>
      </div>
      <Show when={isOpen()}>
        <div class="row">
          <button type="button" class="button" aria-pressed={isKeeper()} aria-describedby="huddle-keep" onClick={() => void keep()}>
            {t("huddle-keep", { keepers: props.huddle.keepers.length, people: props.room.people })}
          </button>
          <Show when={props.huddle.may_end}>
            <button type="button" class="button" data-kind="grave" onClick={() => setRising(true)}>{t("huddle-rise")}</button>
          </Show>
        </div>
        <span id="huddle-keep" class="huddle-hint soft small">{t("huddle-keep-hint")}</span>
      </Show>
      <Show when={isRising()}><RiseQuestion room={props.room.room} onClose={() => setRising(false)} /></Show>
    </section>
  );
}

function RiseQuestion(props: { room: string; onClose: () => void }): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  const rise = () => {
    ask("end_huddle", { room: props.room })
      .then(() => props.onClose())
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <Modal
      title={t("huddle-rise-title")}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" class="button" onClick={() => props.onClose()}>{t("stay")}</button>
          <button type="button" class="button" data-kind="grave" onClick={rise}>{t("huddle-rise")}</button>
        </>
      }
    >
      <p>{t("huddle-rise-hint")}</p>
      <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
    </Modal>
  );
}
