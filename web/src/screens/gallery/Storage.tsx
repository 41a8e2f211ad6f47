import "./gallery.css";
import { createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { reportTrouble } from "../../app/notices";
import { addressOf } from "../../app/route";
import { ask, roomOf } from "../../app/world";
import type { RoomStorage } from "../../engine/client";
import { Name } from "../../parts/Person";
import { ScreenHead } from "../../parts/ScreenHead";
import { bytesInWords } from "../../words/when";
import { t } from "../../words/words";

/** What the files of each room take on this device, and making room. */
export default function Storage(): JSX.Element {
  const taken = answerOf(() => true, () => ask("room_storage", {}), (event) => event.event === "timeline");
  const [freed, setFreed] = createSignal<number>();
  const free = async (rooms: readonly RoomStorage[]) => {
    await ask("free_files", { rooms: rooms.map((one) => one.room), local_ids: [] });
    setFreed(rooms.reduce((sum, one) => sum + one.freeable, 0));
    taken.again();
  };
  const all = () => taken()?.filter((one) => one.freeable > 0) ?? [];
  const freeButton = (key: string, rooms: () => readonly RoomStorage[], kind?: string) => (
    <button type="button" class="button" data-kind={kind} disabled={rooms().every((one) => one.freeable === 0)} onClick={() => void free(rooms()).catch(reportTrouble)}>{t(key)}</button>
  );
  return (
    <section class="screen" aria-labelledby="storage-title">
      <ScreenHead back={{ at: "settings" }} title={<span id="storage-title">{t("storage-title")}</span>} />
      <div class="screen-body">
        <p class="soft small">{t("storage-hint")}</p>
        <p role="status">{freed() === undefined ? "" : t("storage-freed", { size: bytesInWords(freed() ?? 0) })}</p>
        <Show when={(taken()?.length ?? 0) > 0} fallback={<p class="empty soft">{taken() === undefined ? "" : t("storage-none")}</p>}>
          <ul class="plain-list">
            <For each={taken()}>
              {(one) => (
                <li class="storage-line">
                  <a href={addressOf({ at: "room", room: one.room, panel: "gallery" })}><Name account={roomOf(one.room)?.title ?? ""} /></a>
                  <span class="soft small">{t("storage-room", { size: bytesInWords(one.bytes), count: one.files, free: bytesInWords(one.freeable) })}</span>
                  <div class="row">{freeButton("storage-free", () => [one])}</div>
                </li>
              )}
            </For>
          </ul>
          <div class="row">{freeButton("storage-free-all", all, "main")}</div>
        </Show>
      </div>
    </section>
  );
}
