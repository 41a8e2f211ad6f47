import { createEffect, createSignal, Match, on, onCleanup, onMount, Switch, type JSX } from "solid-js";
import type { Voice } from "../../../engine/client";
import type { Ready } from "../../../files/outgoing";
import { Icon } from "../../../parts/Icon";
import { Modal } from "../../../parts/Modal";
import { t } from "../../../words/words";
import { durationInWords } from "./inWords";
import { clock, levelsOf, loudness, RECORDED } from "./sound";
import { Levels } from "./VoiceBody";

/** As often the loudness is looked at, and how long a note may be: what 16 MiB of speech hold. */
const LOOK_MS = 100;
const LONGEST_MS = 60 * 60_000;

type State = "asking" | "recording" | "made" | "denied" | "impossible";

interface Props {
  onSend: (ready: Ready, voice: Voice) => Promise<boolean>;
  onClose: () => void;
}

/** Recording a voice note. The microphone is asked for when this opens, and let go when it stops. */
export default function VoiceSheet(props: Props): JSX.Element {
  const [state, setState] = createSignal<State>("asking");
  const [length, setLength] = createSignal(0);
  const [levels, setLevels] = createSignal<number[]>([]);
  const [isSending, setSending] = createSignal(false);
  const [address, setAddress] = createSignal<string>();
  const samples: number[] = [];
  let chunks: Blob[] = [];
  let recorder: MediaRecorder | undefined;
  let context: AudioContext | undefined;
  let stream: MediaStream | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  let isGone = false;
  /** What one does next: it gets the focus of a button that went. */
  let next: HTMLElement | undefined;

  const letGo = () => {
    clearInterval(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
    void context?.close().catch(() => undefined);
    [stream, context] = [undefined, undefined];
  };

  const stop = () => {
    if (recorder?.state === "recording") recorder.stop();
  };

  /** What the loudness is read from; nothing waits for it. */
  const listen = (heard: MediaStream) => {
    context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(heard).connect(analyser);
    const waves = new Uint8Array(analyser.fftSize);
    const begun = performance.now();
    timer = setInterval(() => {
      analyser.getByteTimeDomainData(waves);
      samples.push(loudness(waves));
      setLength(performance.now() - begun);
      setLevels(levelsOf(samples));
      if (length() >= LONGEST_MS) stop();
    }, LOOK_MS);
  };

  const begin = async () => {
    setState("asking");
    const mimeType = typeof MediaRecorder === "undefined" ? undefined : RECORDED.find((type) => MediaRecorder.isTypeSupported(type));
    if (mimeType === undefined || navigator.mediaDevices === undefined) {
      setState("impossible");
      return;
    }
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      setState(error instanceof DOMException && error.name === "NotAllowedError" ? "denied" : "impossible");
      return;
    }
    // Somebody closed it while the browser asked: nothing is recorded.
    if (isGone) {
      letGo();
      return;
    }
    samples.length = 0;
    chunks = [];
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 });
    recorder.ondataavailable = ({ data }) => chunks.push(data);
    recorder.onstop = () => {
      letGo();
      if (isGone) return;
      setAddress(URL.createObjectURL(new Blob(chunks, { type: mimeType })));
      setState("made");
    };
    recorder.start();
    listen(stream);
    setState("recording");
  };

  const again = () => {
    const made = address();
    if (made !== undefined) URL.revokeObjectURL(made);
    setAddress(undefined);
    setLength(0);
    void begin();
  };

  const send = async () => {
    setSending(true);
    const mediaType = (recorder?.mimeType ?? "audio/webm").split(";")[0] ?? "audio/webm";
    const content = new Uint8Array(await new Blob(chunks).arrayBuffer());
    const voice = { duration_ms: Math.max(1, Math.round(length())), levels: levels() };
    const isSent = await props.onSend({ name: `voice.${mediaType.split("/")[1] ?? "webm"}`, mediaType, content, preview: null }, voice);
    setSending(false);
    if (isSent) props.onClose();
  };

  onMount(() => void begin());
  createEffect(on(state, () => {
    if (document.activeElement?.closest("dialog") === null) next?.focus();
  }, { defer: true }));
  onCleanup(() => {
    isGone = true;
    stop();
    letGo();
    const made = address();
    if (made !== undefined) URL.revokeObjectURL(made);
  });

  return (
    <Modal
      title={t("voice-new")}
      onClose={() => props.onClose()}
      foot={
        <Switch>
          <Match when={state() === "recording"}>
            <button type="button" class="button" onClick={() => props.onClose()}>{t("discard")}</button>
            <button ref={(element) => (next = element)} type="button" class="button" data-kind="main" onClick={stop}>{t("voice-stop")}</button>
          </Match>
          <Match when={state() === "made"}>
            <button type="button" class="button" onClick={() => props.onClose()}>{t("discard")}</button>
            <button type="button" class="button" onClick={again}>{t("voice-again")}</button>
            <button type="button" class="button" data-kind="main" disabled={isSending()} onClick={() => void send()}><Icon name="send" />{t("send")}</button>
          </Match>
          <Match when={state() === "denied" || state() === "impossible"}>
            <button ref={(element) => (next = element)} type="button" class="button" data-kind="main" onClick={() => void begin()}>{t("try-again")}</button>
          </Match>
        </Switch>
      }
    >
      <p role="status">{t(`voice-${state()}`, { time: state() === "made" ? durationInWords(length()) : "" })}</p>
      <Switch>
        <Match when={state() === "recording"}>
          <p class="voice-clock" role="timer">{clock(length())}</p>
          <Levels levels={levels()} played={1} />
        </Match>
        <Match when={state() === "made"}><audio ref={(element) => (next = element)} controls src={address()} /></Match>
      </Switch>
      <p class="soft small">{t("voice-hint")}</p>
    </Modal>
  );
}
