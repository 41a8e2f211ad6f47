import "./verify.css";
import { createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { keyOf, notices, putAway } from "../../app/notices";
import { ask, ownAccount } from "../../app/world";
import type { Safety } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { QrCode } from "../../parts/QrCode";
import { QrScanner } from "../../parts/QrScanner";
import { ScreenHead } from "../../parts/ScreenHead";
import { Sentence } from "../../parts/Sentence";
import { isolated, shortName } from "../../words/names";
import { language, t } from "../../words/words";
import { codeOf, compare, type Comparison } from "./code";

/** In whose letters the safety words can be read out. */
const isLatin = () => ["en", "es", "fr"].includes(language());

/** Two people make sure that nobody stands between them: by a code, by words, or by numbers. */
export default function Verification(props: { person: string }): JSX.Element {
  const safety = answerOf(() => props.person, (account) => ask("safety", { account }), (event) => event.event === "key_changed");
  return (
    <div class="screen">
      <ScreenHead back={{ at: "home" }} title={<Sentence text={t("verify-who", { who: isolated(shortName(props.person, ownAccount())) })} />} />
      <div class="screen-body">
        <Show when={safety()} fallback={<p class="soft">{safety.isBusy() ? "" : t("verify-unknown")}</p>}>
          {(found) => <Comparing safety={found()} onChanged={safety.again} />}
        </Show>
      </div>
    </div>
  );
}

function Comparing(props: { safety: Safety; onChanged: () => void }): JSX.Element {
  const [isScanning, setScanning] = createSignal(false);
  const [result, setResult] = createSignal<Comparison>();
  const [wrong, setWrong] = createSignal<string>();
  const who = () => isolated(shortName(props.safety.account, ownAccount()));

  const confirm = () => {
    ask("mark_verified", { account: props.safety.account })
      .then(props.onChanged)
      .catch((error: unknown) => setWrong(keyOf(error)));
  };

  const changed = () => notices().find((notice) => notice.key === "notice-key-changed" && notice.person === props.safety.account);
  const acceptKey = (notice: number) => {
    ask("accept_new_key", { account: props.safety.account })
      .then(() => {
        putAway(notice);
        props.onChanged();
      })
      .catch((error: unknown) => setWrong(keyOf(error)));
  };

  const onRead = (text: string) => {
    const found = compare(text, props.safety.digits);
    if (found === "other-code") return;
    setScanning(false);
    setResult(found);
    if (found === "same") confirm();
  };

  return (
    <div class="verify">
      <p class="verify-state" data-verified={props.safety.verified} role="status">
        <Icon name={props.safety.verified ? "verified" : "shield"} />
        <span><Sentence text={props.safety.verified ? t("is-verified", { who: who() }) : t("verify-why", { who: who() })} /></span>
      </p>
      <Show when={result() === "different"}>
        <p class="notice" data-kind="wax" role="alert"><Icon name="warning" /><span class="grow"><strong>{t("differs")}</strong><Sentence text={t("differs-hint", { who: who() })} /></span></p>
      </Show>
      <div class="verify-codes">
        <div class="verify-qr">
          <Show when={isScanning()} fallback={<QrCode text={codeOf(props.safety.digits)} label={t("code-picture")} />}>
            <QrScanner onRead={onRead} />
          </Show>
          <button type="button" class="button" onClick={() => setScanning(!isScanning())}>
            <Icon name="camera" />
            {isScanning() ? t("show-code") : t("scan-code")}
          </button>
        </div>
        <div class="stack">
          {/* The words are English, and numbers are read out in every language. */}
          <Show when={isLatin()} fallback={<><Numbers digits={props.safety.digits} /><Words words={props.safety.words} /></>}>
            <Words words={props.safety.words} /><Numbers digits={props.safety.digits} />
          </Show>
        </div>
      </div>
      <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
      <Show when={!props.safety.verified}>
        <div class="row">
          <button type="button" class="button" data-kind="main" onClick={confirm}>{t("they-match")}</button>
          <button type="button" class="button" data-kind="grave" onClick={() => setResult("different")}>{t("they-differ")}</button>
          <Show when={changed()}>
            {(notice) => <button type="button" class="button" onClick={() => acceptKey(notice().id)}>{t("accept-key")}</button>}
          </Show>
        </div>
      </Show>
    </div>
  );
}

function Words(props: { words: readonly string[] }): JSX.Element {
  return (
    <section>
      <h2>{t("words")}</h2>
      <p class="soft small">{t("words-aloud")}</p>
      <div class="safety"><ol class="safety-words" dir="ltr" lang="en"><For each={props.words}>{(word) => <li>{word}</li>}</For></ol></div>
    </section>
  );
}

function Numbers(props: { digits: string }): JSX.Element {
  return (
    <section>
      <h2>{t("numbers")}</h2>
      <div class="safety"><p class="safety-digits mono" dir="ltr"><For each={props.digits.split(" ")}>{(group) => <span>{group}</span>}</For></p></div>
    </section>
  );
}
