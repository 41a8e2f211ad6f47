import { createSignal, onCleanup, onMount, Show, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { preferences } from "../../app/preferences";
import { ask, refreshRooms } from "../../app/world";
import { EngineError, type Conversation, type Roster } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { directionOf, t } from "../../words/words";
import { RosterGate } from "./RosterGate";
import { RosterStrip } from "./RosterStrip";

interface Props {
  room: Conversation;
  /** Who is in the room, as this screen shows it: what a send names as seen. */
  roster: Roster | undefined;
}

/** A draft is kept when the hand rests. */
const REST_MS = 400;

export function Composer(props: Props): JSX.Element {
  const [text, setText] = createSignal(props.room.draft);
  const [isGated, setGated] = createSignal(false);
  const [wrong, setWrong] = createSignal<string>();
  let field: HTMLTextAreaElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const room = props.room.room;
  const hasNewcomers = () => props.room.newcomers.length > 0;

  const keepDraft = () => {
    clearTimeout(timer);
    timer = undefined;
    return ask("set_draft", { room, text: text() }).then(refreshRooms);
  };

  const write = (next: string) => {
    setText(next);
    setWrong(undefined);
    grow();
    clearTimeout(timer);
    timer = setTimeout(() => void keepDraft().catch(() => undefined), REST_MS);
  };

  /** As high as its text, up to what the style allows; browsers with `field-sizing` do it alone. */
  const grow = () => {
    if (field === undefined || CSS.supports("field-sizing", "content")) return;
    field.style.blockSize = "auto";
    field.style.blockSize = `${field.scrollHeight + 2}px`;
  };

  onMount(() => {
    grow();
    // A phone's keyboard would cover what one came to read.
    if (matchMedia("(pointer: fine)").matches) field?.focus();
  });
  onCleanup(() => {
    if (timer !== undefined) void keepDraft().catch(() => undefined);
  });

  /** Sent, and durable here, when the engine has answered; the text goes only then. */
  const send = async (seen: number | undefined) => {
    const said = text();
    if (said.trim() === "") return;
    try {
      await ask("send_text", { room, text: said, ...(seen === undefined ? {} : { seen }) });
      if (text() === said) setText("");
      grow();
      await keepDraft();
    } catch (error) {
      // Somebody joined between the look and the key: look again.
      if (error instanceof EngineError && error.failure.name === "roster_changed") setGated(true);
      else setWrong(keyOf(error));
    }
    field?.focus();
  };

  const trySend = () => {
    if (text().trim() === "") return;
    if (hasNewcomers()) setGated(true);
    else void send(props.roster?.mark);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const isThumb = matchMedia("(pointer: coarse)").matches;
    const plain = !event.shiftKey && !event.altKey && preferences().sendWithEnter && !isThumb;
    if (!plain && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    trySend();
  };

  return (
    <form
      class="composer"
      data-gate={hasNewcomers()}
      onSubmit={(event) => {
        event.preventDefault();
        trySend();
      }}
    >
      <RosterStrip room={props.room} />
      <div class="composer-line">
        <textarea
          ref={field}
          class="composer-text"
          rows={1}
          dir={directionOf(text())}
          placeholder={t("write")}
          aria-label={t("write")}
          value={text()}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button class="button composer-send" data-kind="main" aria-label={t("send")} disabled={text().trim() === ""}>
          <Icon name="send" />
          <span>{t("send")}</span>
        </button>
      </div>
      <Show when={wrong()}>{(key) => <p class="wax small composer-wrong" role="alert">{t(key())}</p>}</Show>
      <Show when={isGated()}>
        <RosterGate
          room={props.room}
          onClose={() => setGated(false)}
          onLooked={(mark) => {
            setGated(false);
            void send(mark);
          }}
        />
      </Show>
    </form>
  );
}
