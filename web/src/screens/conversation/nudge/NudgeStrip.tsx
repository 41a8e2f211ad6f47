import { createEffect, createSignal, on, onCleanup, Show, type JSX } from "solid-js";
import { reportTrouble } from "../../../app/notices";
import { ask, status } from "../../../app/world";
import type { Item } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { t } from "../../../words/words";
import { phraseWords } from "./phrases";
import { setTapped, tapped } from "./saying";

/** That a nudge is about to go, and the one thing to do about it. */
export function NudgeStrip(props: { item: Item | undefined }): JSX.Element {
  return <Show when={props.item} keyed>{(item) => <Strip item={item} />}</Show>;
}

function Strip(props: { item: Item }): JSX.Element {
  const left = () => Math.max(0, Math.ceil(((props.item.send_at ?? 0) - Date.now()) / 1000));
  const [seconds, setSeconds] = createSignal(left());
  const timer = setInterval(() => setSeconds(left()), 250);
  let button: HTMLButtonElement | undefined;

  // Whoever has just tapped may want it back; whoever comes into the room later goes on with what they do.
  createEffect(on(tapped, (last) => {
    if (last !== props.item.local_id) return;
    setTapped(undefined);
    button?.focus();
  }));
  onCleanup(() => {
    clearInterval(timer);
    // Not to the field: a phone's keyboard would come up. To where the next one begins.
    if (document.activeElement === button) document.querySelector<HTMLElement>(".composer-nudge")?.focus();
  });

  const words = () => (status().connection === "connected" ? t("nudge-goes") : t("nudge-goes-connected"));
  return (
    <div class="nudge-strip">
      <Icon name="nudge" />
      <p class="grow" role="status"><span class="clip" dir="auto">{props.item.nudge === null ? "" : phraseWords(props.item.nudge)}</span>{" "}<span class="soft small">{words()}</span></p>
      <Show when={seconds() > 0}><span class="nudge-count" aria-hidden="true">{seconds()}</span></Show>
      <button ref={button} type="button" class="button" data-kind="main" onClick={() => ask("discard", { local_id: props.item.local_id }).catch(reportTrouble)}>{t("nudge-take-back")}</button>
    </div>
  );
}
