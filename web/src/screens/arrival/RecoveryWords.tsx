import { createSignal, For, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { ask } from "../../app/world";
import { t } from "../../words/words";

/** Numbered, so that none is lost on the way to paper. Words are English in every language. */
export function WordGrid(props: { words: string }): JSX.Element {
  return (
    <ol class="word-grid mono" dir="ltr" lang="en">
      <For each={props.words.split(" ").filter((word) => word !== "")}>{(word) => <li>{word}</li>}</For>
    </ol>
  );
}

export function RecoveryWords(props: { onDone: () => void }): JSX.Element {
  const words = answerOf(() => true, () => ask("recovery_words", {}));
  const [isKept, setKept] = createSignal(false);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone();
      }}
    >
      <div>
        <h1>{t("words-title")}</h1>
        <p class="soft">{t("words-why")}</p>
      </div>
      <WordGrid words={words() ?? ""} />
      <label class="choice">
        <input type="checkbox" required checked={isKept()} onChange={(event) => setKept(event.currentTarget.checked)} />
        <span>{t("words-kept")}</span>
      </label>
      <div class="row">
        <button class="button" data-kind="main" disabled={!isKept()}>{t("continue")}</button>
        <button type="button" class="button" onClick={() => print()}>{t("print")}</button>
        <button type="button" class="button" data-kind="quiet" onClick={() => props.onDone()}>{t("later")}</button>
      </div>
      <p class="soft small">{t("words-later-hint")}</p>
    </form>
  );
}
