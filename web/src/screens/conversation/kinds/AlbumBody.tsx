import { For, Show, type JSX } from "solid-js";
import type { Conversation, Item } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { t } from "../../../words/words";
import { mayDo, type Acting } from "../actions/acting";
import { Reactions } from "../actions/Reactions";
import { FileBody } from "../FileBody";

/** Pictures that were sent together, each with what is said of it and with what one does to it. */
export function AlbumBody(props: { items: readonly Item[]; room: Conversation; acting: Acting }): JSX.Element {
  return (
    <ul class="album" aria-label={t("album-said", { count: props.items.length })}>
      <For each={props.items}>
        {(item, at) => (
          <li class="album-tile">
            <Show when={item.file}>{(file) => <FileBody item={item} file={file()} />}</Show>
            <Show when={at() > 0}>
              <Reactions item={item} canReact={mayDo(item, props.room).react} isTabStop={false} />
              <button
                type="button"
                class="button album-more"
                data-kind="icon"
                aria-label={t("album-actions", { number: at() + 1 })}
                onClick={(event) => props.acting.open({ kind: "menu", item, anchor: event.currentTarget.getBoundingClientRect() })}
              >
                <Icon name="more" size="16" />
              </button>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}
