import { createEffect, createSignal, on, Show, type JSX } from "solid-js";
import { reportTrouble } from "../../../app/notices";
import { ask } from "../../../app/world";
import type { Item } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { readable } from "../../../words/names";
import { t } from "../../../words/words";
import { isOwn } from "../actions/acting";
import { openOnce } from "./once";

/** A file that is opened once. */
export function OnceBody(props: { item: Item }): JSX.Element {
  const [isWanted, setWanted] = createSignal(false);
  let isOpening = false;
  const state = () => props.item.file?.state;
  const words = () => {
    if (isOwn(props.item)) return props.item.view_once === "opened" ? "once-sent" : "once-leaving";
    if (props.item.view_once === "opened") return "once-opened";
    return state() === "gone" ? "file-gone" : "once-hint";
  };

  const open = () => {
    // Pressed twice it would be asked for twice, and the second answer is that it is gone.
    if (isOpening) return;
    isOpening = true;
    setWanted(false);
    openOnce(props.item).catch(reportTrouble).finally(() => {
      isOpening = false;
    });
  };
  const press = () => {
    if (state() === "here") return open();
    setWanted(true);
    if (state() !== "elsewhere") return;
    ask("fetch_file", { local_id: props.item.local_id }).catch((error: unknown) => {
      setWanted(false);
      reportTrouble(error);
    });
  };
  createEffect(on(state, (now) => {
    if (now === "here" && isWanted()) open();
    // It did not come: one may ask for it again.
    if (now === "elsewhere") setWanted(false);
  }, { defer: true }));

  return (
    <div class="once">
      <span class="file-sign"><Icon name="once" size="24" /></span>
      <p class="small">{t(words())}</p>
      <Show when={!isOwn(props.item) && props.item.view_once === "closed" && state() !== "gone"}>
        <button type="button" class="button" disabled={isWanted()} onClick={press}>{t(isWanted() ? "file-fetching" : "once-open")}</button>
      </Show>
      <Show when={props.item.text !== ""}><span class="message-text" dir="auto">{readable(props.item.text)}</span></Show>
    </div>
  );
}
