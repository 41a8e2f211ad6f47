import { createSignal, createUniqueId, For, lazy, onCleanup, Show, Suspense, type JSX } from "solid-js";
import { createStore } from "solid-js/store";
import type { SendFile } from "../../engine/client";
import { bytesOf, MOST_BYTES, prepare, type Outgoing, type Ready, type Refusal } from "../../files/outgoing";
import { Field } from "../../parts/Field";
import { Icon } from "../../parts/Icon";
import { Modal } from "../../parts/Modal";
import { Sentence } from "../../parts/Sentence";
import { harmless, isolated } from "../../words/names";
import { bytesInWords } from "../../words/when";
import { t } from "../../words/words";
import { newAlbum } from "./kinds/albums";

const PrepareSheet = lazy(() => import("../page/PrepareSheet"));

interface Props {
  chosen: readonly File[];
  /** Sends one; answers whether it is durable here. Those that are not stay. */
  onSend: (ready: Ready, caption: string, about: AboutSent) => Promise<boolean>;
  onClose: () => void;
}

/** What is said of a file beside its name. */
export type AboutSent = Pick<SendFile, "voice" | "view_once" | "album">;

/** The engine opens nothing longer once: it would have to be whole in memory. */
const MOST_ONCE_BYTES = 16 * 1024 * 1024;

/** How one of those that were chosen goes. */
interface Choice {
  caption: string;
  isUnchanged: boolean;
  isOnce: boolean;
  isSent: boolean;
}

/** What will be sent, before it is: each file with what is said with it. */
export default function SendSheet(props: Props): JSX.Element {
  // A signal: a resource would hide what stands around the sheet.
  const [made, setMade] = createSignal<readonly (Outgoing | Refusal)[]>();
  void (async () => {
    const all: (Outgoing | Refusal)[] = [];
    // One after the other: several large pictures at once are more than a phone holds.
    for (const file of props.chosen) all.push(await prepare(file));
    setMade(all);
  })();
  const [choices, setChoices] = createStore<Choice[]>(props.chosen.map(() => ({ caption: "", isUnchanged: false, isOnce: false, isSent: false })));
  const [isSending, setSending] = createSignal(false);
  const [straightening, setStraightening] = createSignal<number>();
  /** Until the page is ready nothing goes out in its place, least of all what was blacked out. */
  const [replaced, setReplaced] = createSignal<number>();
  const replace = async (at: number, flat: File) => {
    setReplaced(at);
    setStraightening(undefined);
    setChoices(at, "isUnchanged", false);
    const one = await prepare(flat);
    setMade((before) => before?.map((other, place) => (place === at ? one : other)));
    setReplaced(undefined);
  };
  const ready = (at: number): Ready | undefined => {
    const one = made()?.[at];
    if (one === undefined || "why" in one) return undefined;
    const picture = choices[at]?.isUnchanged ? undefined : one.picture;
    return picture ?? one.unchanged;
  };
  const left = () => choices.filter((choice, at) => !choice.isSent && ready(at) !== undefined).length;

  const sendAll = async () => {
    setSending(true);
    // Pictures that go together stand together at the other end.
    const pictures = choices.filter((choice, at) => !choice.isOnce && ready(at)?.mediaType.startsWith("image/") === true).length;
    const album = pictures > 1 ? newAlbum() : undefined;
    for (const [at, choice] of choices.entries()) {
      const one = ready(at);
      if (one === undefined || choice.isSent) continue;
      // One after the other, so that they stand in this order; the first that is not taken stops the rest.
      const isInAlbum = album !== undefined && one.mediaType.startsWith("image/");
      // A preview would show what is to be opened once.
      const sent = choice.isOnce ? props.onSend({ ...one, preview: null }, choice.caption.trim(), { view_once: true }) : props.onSend(one, choice.caption.trim(), isInAlbum ? { album } : {});
      if (!(await sent)) break;
      setChoices(at, "isSent", true);
    }
    setSending(false);
    if (left() === 0 && choices.some((choice) => choice.isSent)) props.onClose();
  };

  return (
    <Modal
      title={t("sheet-title", { count: props.chosen.length })}
      onClose={() => props.onClose()}
      focusesInside
      foot={
        <button type="button" class="button" data-kind="main" disabled={isSending() || replaced() !== undefined || left() === 0} onClick={() => void sendAll()}>
          <Icon name="send" />{t("send")}
        </button>
      }
    >
      <Show when={made()} fallback={<p class="soft" role="status">{t("sheet-preparing")}</p>}>
        {(all) => (
          <ul class="sheet-list">
            <For each={all()}>
              {(one, at) => (
                <Show when={!choices[at()]?.isSent}>
                  <li>
                    <Show when={!("why" in one) ? one : undefined} fallback={<p class="wax" role="alert">{refusal(one as Refusal)}</p>}>
                      {(good) => (
                        <One
                          outgoing={good()}
                          ready={ready(at())}
                          isFirst={at() === 0}
                          onStraighten={() => setStraightening(at())}
                          isUnchanged={choices[at()]?.isUnchanged === true}
                          caption={choices[at()]?.caption ?? ""}
                          onCaption={(caption) => setChoices(at(), "caption", caption)}
                          isOnce={choices[at()]?.isOnce === true}
                          onOnce={(is) => setChoices(at(), "isOnce", is)}
                          onUnchanged={(is) => setChoices(at(), is ? { isUnchanged: true, isOnce: false } : { isUnchanged: false })}
                        />
                      )}
                    </Show>
                  </li>
                </Show>
              )}
            </For>
          </ul>
        )}
      </Show>
      <Suspense>
        <Show when={straightening() !== undefined}>
          <PrepareSheet file={props.chosen[straightening() ?? 0]} onDone={(flat) => void replace(straightening() ?? 0, flat)} onClose={() => setStraightening(undefined)} />
        </Show>
      </Suspense>
    </Modal>
  );
}

function refusal(one: Refusal): string {
  const name = isolated(one.name);
  if (one.why === "too-large") return t("file-too-large", { name, size: bytesInWords(one.bytes), most: bytesInWords(MOST_BYTES) });
  return t(`file-${one.why}`, { name });
}

interface OneProps {
  outgoing: Outgoing;
  ready: Ready | undefined;
  isFirst: boolean;
  onStraighten: () => void;
  isUnchanged: boolean;
  caption: string;
  onCaption: (caption: string) => void;
  onUnchanged: (isUnchanged: boolean) => void;
  isOnce: boolean;
  onOnce: (isOnce: boolean) => void;
}

function One(props: OneProps): JSX.Element {
  const hint = createUniqueId();
  const preview = props.outgoing.picture?.preview ?? props.outgoing.unchanged.preview;
  const address = preview ? URL.createObjectURL(new Blob([preview as Uint8Array<ArrayBuffer>], { type: "image/jpeg" })) : undefined;
  onCleanup(() => {
    if (address !== undefined) URL.revokeObjectURL(address);
  });
  return (
    <div class="sheet-one">
      <div class="file">
        <Show when={address} fallback={<span class="file-sign"><Icon name="file" size="24" /></span>}>
          {(source) => <img class="file-preview" src={source()} alt="" />}
        </Show>
        <div class="file-about">
          <bdi class="file-name" dir="auto">{harmless(props.ready?.name ?? props.outgoing.name)}</bdi>
          <Show
            when={props.ready}
            fallback={<span class="wax small" role="alert"><Sentence text={t("file-too-large", { name: isolated(props.outgoing.name), size: bytesInWords(bytesOf(props.outgoing.unchanged)), most: bytesInWords(MOST_BYTES) })} /></span>}
          >
            {(ready) => <span class="soft small">{bytesInWords(bytesOf(ready()))}</span>}
          </Show>
        </div>
      </div>
      <Show when={props.outgoing.picture}>
        <button type="button" class="button" data-kind="quiet" data-act="page-prepare" onClick={() => props.onStraighten()}>{t("page-prepare")}</button>
        <label class="choice">
          <input type="checkbox" checked={props.isUnchanged} aria-describedby={hint} onChange={(event) => props.onUnchanged(event.currentTarget.checked)} />
          <span>{t("sheet-unchanged")}</span>
        </label>
        <p id={hint} class="soft small">{props.isUnchanged ? t("sheet-unchanged-hint") : t("sheet-picture-hint")}</p>
      </Show>
      <Show when={props.ready !== undefined && bytesOf(props.ready) <= MOST_ONCE_BYTES}>
        <label class="choice">
          <input type="checkbox" checked={props.isOnce} aria-describedby={`${hint}-once`} onChange={(event) => props.onOnce(event.currentTarget.checked)} />
          <span>{t("once-choice")}</span>
        </label>
        <Show when={props.isOnce}><p id={`${hint}-once`} class="soft small">{t("once-choice-hint")}</p></Show>
      </Show>
      <Show when={props.outgoing.isRaw}><p class="wax small" role="alert">{t("sheet-raw")}</p></Show>
      <Field label={t("sheet-caption")}>
        {({ id }) => <textarea id={id} class="input" rows={1} dir="auto" maxlength={4000} autofocus={props.isFirst} value={props.caption} onInput={(event) => props.onCaption(event.currentTarget.value)} />}
      </Field>
    </div>
  );
}
