import { createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../../app/answer";
import { keyOf } from "../../../app/notices";
import { ask } from "../../../app/world";
import type { Nudge, Phrase } from "../../../engine/client";
import { Field } from "../../../parts/Field";
import { Icon } from "../../../parts/Icon";
import { Modal } from "../../../parts/Modal";
import { isolated, readable } from "../../../words/names";
import { t } from "../../../words/words";
import { fits, MOST_OWN, phraseWords, PHRASES } from "./phrases";

interface Props {
  /** Closes this where it is durable; rejects with why it is not. */
  onSend: (nudge: Nudge) => Promise<boolean>;
  onClose: () => void;
}

/** Phrases at the foot of the window, each one tap of a thumb; what takes a keyboard stands behind a fold. */
export default function NudgeSheet(props: Props): JSX.Element {
  const own = answerOf(() => true, () => ask("own_phrases", {}));
  const [subject, setSubject] = createSignal("");
  const [words, setWords] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();
  const phrases = () => own() ?? [];

  const fail = (error: unknown) => setWrong(keyOf(error));
  const say = (nudge: Nudge) => {
    setWrong(undefined);
    props.onSend(nudge).catch(fail);
  };
  const nudgeOf = (phrase: Phrase): Nudge => ({ phrase, subject: phrase === "speak" ? subject().trim() : "" });
  const keep = (list: readonly string[]) => ask("keep_phrases", { phrases: [...list] }).then(own.again);
  /** Each field has a form of its own: Enter in the composer's, around the sheet, would send what is written there. */
  const inSheet = (event: SubmitEvent, act: () => void) => {
    event.preventDefault();
    act();
  };
  const add = () => {
    const phrase = words().trim();
    if (phrase === "" || phrases().includes(phrase)) return;
    if (!fits(phrase) || phrases().length >= MOST_OWN) {
      setWrong("failure-kind");
      return;
    }
    setWrong(undefined);
    keep([...phrases(), phrase]).then(() => setWords("")).catch(fail);
  };

  return (
    <Modal title={t("nudge")} class="nudge-sheet" onClose={() => props.onClose()} focusesInside>
      <ul class="nudge-grid">
        <For each={PHRASES}>
          {(phrase, at) => <li><button type="button" class="button nudge-phrase" data-phrase={phrase} autofocus={at() === 0} onClick={() => say(nudgeOf(phrase))}>{phraseWords(nudgeOf(phrase))}</button></li>}
        </For>
        <For each={phrases()}>
          {(phrase) => <li><button type="button" class="button nudge-phrase" data-phrase="own" onClick={() => say({ phrase: "own", subject: phrase })}><bdi dir="auto">{readable(phrase)}</bdi></button></li>}
        </For>
      </ul>
      <p class="soft small">{t("nudge-hint")}</p>
      <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
      <details>
        <summary>{t("nudge-own-words")}</summary>
        <div class="stack">
          <form class="stack" onSubmit={(event) => inSheet(event, () => say(nudgeOf("speak")))}>
            <Field label={t("nudge-subject")} wrong={fits(subject().trim()) ? undefined : t("nudge-too-long")}>
              {(ids) => <input id={ids.id} class="input" dir="auto" aria-describedby={ids.describedBy} maxlength={64} value={subject()} onInput={(event) => setSubject(event.currentTarget.value)} />}
            </Field>
            <div class="row"><button class="button"><Icon name="nudge" />{phraseWords(nudgeOf("speak"))}</button></div>
          </form>
          <form class="stack" onSubmit={(event) => inSheet(event, add)}>
            <Field label={t("nudge-own-new")} hint={t("nudge-own-hint")} wrong={fits(words().trim()) ? undefined : t("nudge-too-long")}>
              {(ids) => <input id={ids.id} class="input" dir="auto" aria-describedby={ids.describedBy} maxlength={64} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />}
            </Field>
            <div class="row"><button class="button" disabled={words().trim() === ""}><Icon name="add" />{t("nudge-own-keep")}</button></div>
          </form>
          <ul class="plain-list">
            <For each={phrases()}>
              {(phrase) => (
                <li class="list-line">
                  <bdi class="grow" dir="auto">{readable(phrase)}</bdi>
                  <button type="button" class="button" data-kind="icon" aria-label={t("nudge-own-remove", { phrase: isolated(readable(phrase)) })} onClick={() => keep(phrases().filter((one) => one !== phrase)).catch(fail)}><Icon name="bin" /></button>
                </li>
              )}
            </For>
          </ul>
        </div>
      </details>
    </Modal>
  );
}
