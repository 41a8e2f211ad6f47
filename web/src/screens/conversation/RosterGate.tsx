import { For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { glance, setGlance } from "../../app/glance";
import { reportTrouble } from "../../app/notices";
import { ask } from "../../app/world";
import type { Conversation } from "../../engine/client";
import { Modal } from "../../parts/Modal";
import { t } from "../../words/words";
import { Newcomer } from "../room/Newcomer";

interface Props {
  room: Conversation;
  onClose: () => void;
  /** Called with the mark of the roster that was shown, after the engine has taken note of it. */
  onLooked: (mark: number) => void;
}

/** Between a text and people whom its writer has not seen yet. The engine holds the door; this shows who stands at it. */
export function RosterGate(props: Props): JSX.Element {
  const roster = answerOf(
    () => props.room.room,
    (room) => ask("roster", { room }),
    (event) => event.event === "room" && event.room === props.room.room,
  );
  const newcomers = () => roster()?.people.filter((person) => person.is_new) ?? [];

  const agree = () => {
    const shown = roster();
    if (shown === undefined) return;
    ask("acknowledge_roster", { room: props.room.room, mark: shown.mark })
      .then(() => props.onLooked(shown.mark))
      .catch(reportTrouble);
  };

  return (
    <Modal
      title={t("gate-title", { count: newcomers().length })}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" class="button" onClick={() => props.onClose()}>{t("gate-wait")}</button>
          {/* Nobody has looked at people who are covered. */}
          <Show when={!glance()} fallback={<button type="button" class="button" data-kind="main" onClick={() => setGlance(false)}>{t("glance-off")}</button>}>
            <button type="button" class="button" data-kind="main" disabled={roster() === undefined} onClick={agree}>
              {t("gate-send", { count: roster()?.people.length ?? props.room.people })}
            </button>
          </Show>
        </>
      }
    >
      <p class="soft">{t("gate-why")}</p>
      <Show when={roster()}>
        <ul><For each={newcomers()}>{(person) => <Newcomer person={person} />}</For></ul>
      </Show>
    </Modal>
  );
}
