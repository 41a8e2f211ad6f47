import "./gallery.css";
import { createEffect, createSignal, createUniqueId, For, on, onCleanup, Show, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { reportTrouble } from "../../app/notices";
import { addressOf } from "../../app/route";
import { ask, hear } from "../../app/world";
import type { Conversation, GalleryKind, Item } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { ScreenHead } from "../../parts/ScreenHead";
import { Sentence } from "../../parts/Sentence";
import { harmless } from "../../words/names";
import { shortMoment } from "../../words/when";
import { t } from "../../words/words";
import { wordsOf } from "../conversation/events";
import { FileBody } from "../conversation/FileBody";
import { LinkCard } from "../conversation/kinds/Cards";
import { linksIn } from "../conversation/kinds/links";
import { VoiceBody } from "../conversation/kinds/VoiceBody";

const PAGE = 30;
const KINDS: readonly GalleryKind[] = ["pictures", "files", "links", "voice"];

/** What a room has of one kind on this device, the newest first. */
export default function Gallery(props: { room: Conversation }): JSX.Element {
  const [kind, setKind] = createSignal<GalleryKind>("pictures");
  const [items, setItems] = createSignal<readonly Item[]>();
  const [hasMore, setMore] = createSignal(false);
  const id = createUniqueId();
  const page = async (before: number | undefined, limit: number) => {
    const wanted = kind();
    const found = await ask("gallery", { room: props.room.room, kind: wanted, limit, ...(before === undefined ? {} : { before }) });
    if (wanted !== kind()) return;
    setItems((shown) => (before === undefined ? found : [...(shown ?? []), ...found]));
    setMore(found.length === limit);
  };
  const again = () => page(undefined, Math.max(PAGE, items()?.length ?? 0)).catch(reportTrouble);
  createEffect(on(kind, () => {
    setItems(undefined);
    void again();
  }));
  onCleanup(hear((event) => {
    if (event.event === "timeline" && event.room === props.room.room) void again();
  }));

  return (
    <aside class="room-panel" aria-label={t("gallery")}>
      <ScreenHead level={2} back={{ at: "room", room: props.room.room }} title={t("gallery")} />
      <div class="screen-body">
        <fieldset class="plain filter-kinds">
          <legend class="said-only">{t("gallery-kind")}</legend>
          <div class="segments">
            <For each={KINDS}>
              {(one) => (
                <label>
                  <input type="radio" name={id} checked={kind() === one} onChange={() => setKind(one)} />
                  <span>{t(`gallery-${one}`)}</span>
                </label>
              )}
            </For>
          </div>
        </fieldset>
        <Show when={(items()?.length ?? 0) > 0} fallback={<p class="empty soft" role="status">{items() === undefined ? "" : t("gallery-none")}</p>}>
          <ul class="gallery" data-kind={kind()}>
            <For each={items()}>{(item) => <li class="gallery-one"><Shown item={item} room={props.room.room} /></li>}</For>
          </ul>
          <Show when={hasMore()}><button type="button" class="button" onClick={() => void page(items()?.at(-1)?.local_id, PAGE).catch(reportTrouble)}>{t("gallery-more")}</button></Show>
        </Show>
      </div>
    </aside>
  );
}

function Shown(props: { item: Item; room: string }): JSX.Element {
  return (
    <>
      <p class="small soft gallery-head">
        <span><Sentence text={t("said-by", { who: called(props.item.sender) })} />{" "}{shortMoment(props.item.sent_at, Date.now())}</span>
        <Show when={props.item.seq !== null}>
          <a class="button" data-kind="icon" href={addressOf({ at: "room", room: props.room, seq: props.item.seq ?? 0 })} aria-label={t("gallery-show")} title={t("gallery-show")}><Icon name="next" size="16" /></a>
        </Show>
      </p>
      <Show when={props.item.file} fallback={<Links item={props.item} />}>
        {(file) => <Show when={props.item.voice} fallback={<FileBody item={props.item} file={file()} />}>{(voice) => <VoiceBody item={props.item} voice={voice()} />}</Show>}
      </Show>
    </>
  );
}

function Links(props: { item: Item }): JSX.Element {
  return (
    <Show when={props.item.link} fallback={<For each={linksIn(props.item.text)} fallback={<bdi dir="auto">{wordsOf(props.item)}</bdi>}>{(link) => <a class="gallery-link" dir="ltr" href={link} rel="noopener noreferrer nofollow" target="_blank">{harmless(link)}</a>}</For>}>
      {(link) => <LinkCard link={link()} />}
    </Show>
  );
}
