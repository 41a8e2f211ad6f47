import { createEffect, createSignal, lazy, on, Show, Suspense, type JSX } from "solid-js";
import { reportTrouble } from "../../../app/notices";
import { ask } from "../../../app/world";
import type { Item } from "../../../engine/client";
import { mayBePicture, save } from "../../../files/shown";
import { Icon } from "../../../parts/Icon";
import { readable } from "../../../words/names";
import { t } from "../../../words/words";
import { isOwn } from "../actions/acting";

const Viewer = lazy(() => import("../Viewer"));

/** A file that is opened once. What it was is kept for as long as it is looked at, and nowhere. */
export function OnceBody(props: { item: Item }): JSX.Element {
  const [isWanted, setWanted] = createSignal(false);
  const [opened, setOpened] = createSignal<{ name: string; content: Uint8Array }>();
  const state = () => props.item.file?.state;
  const words = () => {
    if (isOwn(props.item)) return props.item.view_once === "opened" ? "once-sent" : "once-leaving";
    if (props.item.view_once === "opened") return "once-opened";
    return state() === "gone" ? "file-gone" : "once-hint";
  };

  const open = async () => {
    setWanted(false);
    const file = props.item.file;
    if (file === null) return;
    const { name, media_type } = file;
    const content = await ask("open_once", { local_id: props.item.local_id });
    if (mayBePicture(media_type)) setOpened({ name, content });
    else save(new Blob([content as Uint8Array<ArrayBuffer>]), name);
  };
  const press = () => {
    if (state() === "here") {
      open().catch(reportTrouble);
      return;
    }
    setWanted(true);
    if (state() === "elsewhere") ask("fetch_file", { local_id: props.item.local_id }).catch(reportTrouble);
  };
  createEffect(on(state, (now) => {
    if (now === "here" && isWanted()) open().catch(reportTrouble);
  }, { defer: true }));

  return (
    <div class="once">
      <span class="file-sign"><Icon name="once" size="24" /></span>
      <p class="small">{t(words())}</p>
      <Show when={!isOwn(props.item) && props.item.view_once === "closed" && state() !== "gone"}>
        <button type="button" class="button" disabled={isWanted()} onClick={press}>{t(isWanted() ? "file-fetching" : "once-open")}</button>
      </Show>
      <Show when={props.item.text !== ""}><span class="message-text" dir="auto">{readable(props.item.text)}</span></Show>
      <Show when={opened()} keyed>
        {(shown) => (
          <Suspense>
            <Viewer name={shown.name} caption={t("once-now")} load={() => Promise.resolve(shown.content)} onClose={() => setOpened(undefined)} />
          </Suspense>
        )}
      </Show>
    </div>
  );
}
