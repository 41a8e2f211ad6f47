import "./conversations.css";
import { createMemo, createSignal, createUniqueId, For, Show, type JSX } from "solid-js";
import { matches } from "../../app/find";
import { go } from "../../app/route";
import { rooms } from "../../app/world";
import { Modal } from "../../parts/Modal";
import { Name } from "../../parts/Person";
import { RoomMark } from "../../parts/RoomMark";
import { directionOf, t } from "../../words/words";

/** More than a screen holds is no choice. */
const MOST = 8;

/** From one conversation to another without a hand on the mouse. Unread ones come first. */
export function Switcher(props: { onClose: () => void }): JSX.Element {
  const [typed, setTyped] = createSignal("");
  const [at, setAt] = createSignal(0);
  const id = createUniqueId();
  const shown = createMemo(() =>
    rooms()
      .filter((room) => matches(room.title, typed()))
      .toSorted((one, other) => Number(other.unread > 0) - Number(one.unread > 0))
      .slice(0, MOST),
  );

  const choose = (room: string | undefined) => {
    if (room === undefined) return;
    props.onClose();
    go({ at: "room", room });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((before) => Math.max(0, Math.min(shown().length - 1, before + step)));
    }
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      choose(shown()[at()]?.room);
    }
  };

  return (
    <Modal title={t("switch-title")} onClose={props.onClose} class="switcher" focusesInside>
      <input
        autofocus
        class="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown().length > 0 ? `${id}-${at()}` : undefined}
        aria-label={t("switch-title")}
        placeholder={t("switch-hint")}
        dir={directionOf(typed())}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={`${id}-list`} aria-label={t("conversations")}>
        <For each={shown()} fallback={<p class="empty soft">{t("no-conversation-found")}</p>}>
          {(room, index) => (
            <div role="option" id={`${id}-${index()}`} class="line" aria-selected={index() === at()} onClick={() => choose(room.room)}>
              <RoomMark room={room} />
              <span class="grow clip"><Name account={room.title} beside={true} /></span>
              <Show when={room.unread > 0}><span class="count">{room.unread}</span></Show>
            </div>
          )}
        </For>
      </div>
    </Modal>
  );
}
