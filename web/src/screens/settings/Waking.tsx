import { Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { reportTrouble } from "../../app/notices";
import { preferences } from "../../app/preferences";
import { browserCanPush, push, turnPushOff, turnPushOn, wakeForRooms } from "../../app/push";
import { ask } from "../../app/world";
import { t } from "../../words/words";

/** Being woken while the app is closed: off until somebody wants it, and what it costs. */
export function Waking(): JSX.Element {
  const set = (wanted: boolean) => void (wanted ? turnPushOn() : turnPushOff()).catch(reportTrouble);
  const rooms = answerOf(() => preferences().push, () => ask("wakes", {}));
  const setRooms = (on: boolean) => void wakeForRooms(on).then(rooms.again).catch(reportTrouble);
  const isThere = () => browserCanPush() && (push()?.key !== null || preferences().push);
  return (
    <section class="part" aria-labelledby="waking">
      <h2 id="waking">{t("push-title")}</h2>
      <Show when={isThere()} fallback={<p class="soft">{t("push-none")}</p>}>
        <label class="choice">
          <input type="checkbox" data-push checked={preferences().push} onChange={(event) => set(event.currentTarget.checked)} />
          <span>{t("push")}<span class="soft small block">{t("push-what")}</span></span>
        </label>
        <p class="soft small">{t("push-cost")}</p>
        <Show when={preferences().push}>
          <label class="choice">
            <input type="checkbox" data-push-rooms checked={rooms() ?? false} onChange={(event) => setRooms(event.currentTarget.checked)} />
            <span>{t("push-rooms")}<span class="soft small block">{t("push-rooms-what")}</span></span>
          </label>
          <p class="soft small">{t("push-rooms-cost")}</p>
        </Show>
        <Show when={preferences().push && push()?.state === "refused"}><p class="wax" role="alert">{t("failure-push-refused")}</p></Show>
      </Show>
    </section>
  );
}
