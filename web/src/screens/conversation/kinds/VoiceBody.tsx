import { createEffect, createSignal, For, on, onCleanup, Show, type JSX } from "solid-js";
import { reportTrouble } from "../../../app/notices";
import { ask } from "../../../app/world";
import type { Item, Voice } from "../../../engine/client";
import { contentOf, save } from "../../../files/shown";
import { Icon } from "../../../parts/Icon";
import { readable } from "../../../words/names";
import { t } from "../../../words/words";
import { durationInWords } from "./inWords";
import { clock, soundType } from "./sound";

/** A voice note: it plays here, is walked through with the arrow keys, and is fetched when somebody wants to hear it. */
export function VoiceBody(props: { item: Item; voice: Voice }): JSX.Element {
  const [address, setAddress] = createSignal<string>();
  const [isPlaying, setPlaying] = createSignal(false);
  const [at, setAt] = createSignal(0);
  const [isWanted, setWanted] = createSignal(false);
  const [isMute, setMute] = createSignal(false);
  let sound: HTMLAudioElement | undefined;
  const total = () => props.voice.duration_ms;
  const state = () => props.item.file?.state ?? "gone";
  const isHere = () => ["uploading", "paused", "waiting", "sent", "here"].includes(state());

  const load = async () => {
    const local_id = props.item.local_id;
    const content = await contentOf(local_id);
    setAddress(URL.createObjectURL(new Blob([content], { type: soundType(props.item.file?.media_type ?? "") })));
  };
  const play = async () => {
    setWanted(false);
    if (address() === undefined) await load();
    if (sound === undefined) return;
    if (at() >= total()) sound.currentTime = 0;
    await sound.play().catch(() => setMute(true));
  };
  const press = () => {
    if (isPlaying()) sound?.pause();
    else if (isHere()) play().catch(reportTrouble);
    else if (state() === "elsewhere") {
      setWanted(true);
      ask("fetch_file", { local_id: props.item.local_id }).catch(reportTrouble);
    } else setWanted(true);
  };
  createEffect(on(isHere, (here) => {
    if (here && isWanted()) play().catch(reportTrouble);
  }, { defer: true }));
  onCleanup(() => {
    sound?.pause();
    const made = address();
    if (made !== undefined) URL.revokeObjectURL(made);
  });

  return (
    <div class="voice">
      <button type="button" class="button" data-kind="icon" aria-label={t(isPlaying() ? "voice-pause" : "voice-play")} disabled={state() === "gone" || isMute()} onClick={press}>
        <Icon name={isPlaying() ? "hold" : "play"} />
      </button>
      <div class="voice-line">
        <Levels levels={props.voice.levels} played={at() / total()} />
        <input
          type="range"
          class="voice-position"
          min="0"
          max={total()}
          step="100"
          value={at()}
          disabled={address() === undefined}
          aria-label={t("voice-position")}
          aria-valuetext={durationInWords(at())}
          onInput={(event) => {
            setAt(event.currentTarget.valueAsNumber);
            if (sound !== undefined) sound.currentTime = event.currentTarget.valueAsNumber / 1000;
          }}
        />
      </div>
      <span class="voice-time small soft" aria-hidden="true">{clock(isPlaying() || at() > 0 ? at() : total())}</span>
      <Show when={address()}>
        {(source) => (
          <audio
            ref={sound}
            src={source()}
            onPlay={() => setPlaying(true)}
            onPause={() => setPlaying(false)}
            onTimeUpdate={(event) => setAt(Math.min(total(), event.currentTarget.currentTime * 1000))}
            onEnded={() => setAt(total())}
            onError={() => setMute(true)}
          />
        )}
      </Show>
      <Show when={["elsewhere", "fetching", "gone", "uploading", "paused"].includes(state())}><p class="soft small voice-note" role="status">{t(`file-${state()}`)}</p></Show>
      <Show when={isMute()}>
        <p class="wax small voice-note" role="alert">{t("voice-mute")}</p>
        <button type="button" class="button" data-kind="quiet" onClick={() => contentOf(props.item.local_id).then((content) => save(content, props.item.file?.name ?? "")).catch(reportTrouble)}>{t("file-save")}</button>
      </Show>
      <Show when={props.item.text !== ""}><span class="message-text voice-note" dir="auto">{readable(props.item.text)}</span></Show>
    </div>
  );
}

/** How loud it is along the way; what was heard already in another colour. */
export function Levels(props: { levels: readonly number[]; played: number }): JSX.Element {
  const bars = () => (props.levels.length === 0 ? Array.from({ length: 32 }, () => 40) : props.levels);
  return (
    <svg class="voice-levels" viewBox={`0 0 ${bars().length * 3} 32`} preserveAspectRatio="none" aria-hidden="true">
      <For each={bars()}>
        {(level, at) => {
          const height = () => 2 + (30 * Math.min(255, level)) / 255;
          return <rect x={at() * 3} y={16 - height() / 2} width="2" height={height()} data-played={at() / bars().length < props.played} />;
        }}
      </For>
    </svg>
  );
}
