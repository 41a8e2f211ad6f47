import { createSignal, Show, type JSX } from "solid-js";
import { ask, status } from "../../app/world";
import { Field } from "../../parts/Field";
import { t } from "../../words/words";
import { useEntering } from "./entering";
import { LockChoice, useLockForm } from "./LockChoice";

/** A new device of somebody who has an account: the name and the 24 words. */
export function Recovering(props: { onJoined: () => void; onBack: () => void }): JSX.Element {
  const [name, setName] = createSignal("");
  const [words, setWords] = createSignal("");
  const [relay, setRelay] = createSignal(location.origin);
  const lock = useLockForm("browser");
  const entering = useEntering(() => props.onJoined());
  const wordCount = () => words().trim().split(/\s+/u).filter((word) => word !== "").length;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!lock.isReady()) return;
    void entering.enter(
      () => lock.lock(name()),
      () => ask("recover", { relay: relay().trim(), account: name().trim(), words: words().trim().split(/\s+/u).join(" ") }),
    );
  };

  return (
    <form class="stack" onSubmit={submit}>
      <div>
        <h1>{t("recover-title")}</h1>
        <p class="soft">{t("recover-hint")}</p>
      </div>
      <Field label={t("account")} hint={t("account-hint")}>
        {(ids) => (
          <input id={ids.id} class="input" dir="ltr" required autocapitalize="none" autocomplete="username" spellcheck={false} aria-describedby={ids.describedBy} value={name()} onInput={(event) => setName(event.currentTarget.value)} />
        )}
      </Field>
      <Field label={t("relay")}>
        {(ids) => (
          <input id={ids.id} class="input" dir="ltr" required spellcheck={false} aria-describedby={ids.describedBy} value={relay()} onInput={(event) => setRelay(event.currentTarget.value)} />
        )}
      </Field>
      <Field label={t("recovery-words")} hint={t("words-typed", { count: wordCount() })}>
        {(ids) => (
          <textarea id={ids.id} class="input mono" dir="ltr" rows={4} required autocapitalize="none" autocomplete="off" spellcheck={false} aria-describedby={ids.describedBy} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
        )}
      </Field>
      <Show when={status().phase === "new"}>
        <LockChoice form={lock} />
      </Show>
      <Show when={entering.wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
      <div class="row">
        <button class="button" data-kind="main" disabled={entering.isBusy()}>{t("recover")}</button>
        <button type="button" class="button" data-kind="quiet" onClick={() => props.onBack()}>{t("back")}</button>
      </div>
      <p class="soft small" role="status">{entering.isBusy() ? t(`joining-${status().connection}`) : ""}</p>
    </form>
  );
}
