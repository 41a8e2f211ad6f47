import { Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { reportTrouble } from "../../app/notices";
import { preferences } from "../../app/preferences";
import { ask, isMuted } from "../../app/world";
import type { Conversation } from "../../engine/client";
import { Field } from "../../parts/Field";
import { fullDate, secondsInWords } from "../../words/when";
import { t } from "../../words/words";

const HOUR = 3600;
const TIMES = [HOUR, 8 * HOUR, 24 * HOUR, 7 * 24 * HOUR];

/** As far ahead as a number in JSON reaches. */
const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** A time this far ahead is no date that anybody wants to read. */
const MOST_SHOWN_MS = 400 * 24 * HOUR * 1000;

/** What this person has set for the room on this device. Nobody else is told, but where it says so. */
export function Aside(props: { room: Conversation }): JSX.Element {
  const until = () => (isMuted(props.room) ? props.room.muted_until : null);
  const now = () => {
    const at = until();
    if (at === null) return t("muted-not");
    return at - Date.now() > MOST_SHOWN_MS ? t("muted-always") : t("muted-until", { when: fullDate(at) });
  };
  const mute = (value: string) => {
    const at = value === "never" ? null : value === "ever" ? FOR_EVER : Date.now() + Number(value) * 1000;
    ask("mute", { room: props.room.room, until: at }).catch(reportTrouble);
  };
  const wakes = answerOf(() => preferences().push, () => ask("wakes", {}));
  const isSilent = answerOf(() => props.room.room, (room) => ask("is_silent", { room }));
  const setWaking = (on: boolean) => void ask("set_room_waking", { room: props.room.room, on }).then(isSilent.again).catch(reportTrouble);
  return (
    <>
      <h3>{t("aside")}</h3>
      <Field label={t("mute")} hint={t("mute-hint")}>
        {(ids) => (
          <select
            id={ids.id}
            class="input"
            aria-describedby={ids.describedBy}
            onChange={(event) => {
              mute(event.currentTarget.value);
              // What is chosen is a step from now on; what stands is what the first line says.
              event.currentTarget.value = "";
            }}
          >
            <option value="">{now()}</option>
            <Show when={until() !== null}><option value="never">{t("mute-not")}</option></Show>
            {TIMES.map((seconds) => <option value={seconds}>{t("mute-for", { time: secondsInWords(seconds) })}</option>)}
            <option value="ever">{t("mute-ever")}</option>
          </select>
        )}
      </Field>
      <Show when={props.room.kind === "group"}>
        <label class="choice">
          <input type="checkbox" checked={props.room.lets_announcements_through} onChange={(event) => void ask("let_announcements_through", { room: props.room.room, on: event.currentTarget.checked }).catch(reportTrouble)} />
          <span>{t("announcement-through")}<span class="soft small block">{t("announcement-through-hint")}</span></span>
        </label>
      </Show>
      <Show when={preferences().push && wakes() === true && isSilent() !== undefined}>
        <label class="choice">
          <input type="checkbox" data-push-room checked={isSilent() === false} onChange={(event) => setWaking(event.currentTarget.checked)} />
          <span>{t("push-room")}<span class="soft small block">{t("push-room-hint")}</span></span>
        </label>
      </Show>
      <label class="choice">
        <input type="checkbox" checked={props.room.archived} onChange={(event) => void ask("archive", { room: props.room.room, on: event.currentTarget.checked }).catch(reportTrouble)} />
        <span>{t("archive")}<span class="soft small block">{t("archive-hint")}</span></span>
      </label>
    </>
  );
}
