import "./arrival.css";
import { createSignal, onMount, Show, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { ask, status } from "../../app/world";
import type { Unlocking } from "../../engine/client";
import { usePasskey } from "../../engine/passkey";
import { Wordmark } from "../../look/Wordmark";
import { Field } from "../../parts/Field";
import { t } from "../../words/words";

export default function Unlock(): JSX.Element {
  const [passphrase, setPassphrase] = createSignal("");
  const [isBusy, setBusy] = createSignal(false);
  const [wrong, setWrong] = createSignal<string>();

  const unlock = async (how: () => Promise<Unlocking>) => {
    setBusy(true);
    setWrong(undefined);
    try {
      await ask("unlock", await how());
    } catch (error) {
      setWrong(keyOf(error));
    }
    setBusy(false);
  };

  onMount(() => {
    // The browser keeps this key by itself, so there is nobody to ask.
    if (status().protection === "browser") void unlock(() => Promise.resolve({ protection: "browser" }));
  });

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void unlock(async () =>
      status().protection === "passkey"
        ? usePasskey(await ask("lock_hint", {}))
        : { protection: "passphrase", passphrase: passphrase() },
    );
  };

  return (
    <div class="arrival">
      <header class="arrival-head"><Wordmark /></header>
      <main class="arrival-sheet">
        <form class="stack" onSubmit={submit}>
          <div>
            <h1>{t("unlock-title")}</h1>
            <p class="soft">{t("unlock-hint")}</p>
          </div>
          <Show when={status().protection === "passphrase"}>
            <Field label={t("passphrase")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
              {(ids) => (
                <input id={ids.id} class="input" type="password" autocomplete="current-password" required autofocus aria-describedby={ids.describedBy} aria-invalid={ids.invalid} value={passphrase()} onInput={(event) => setPassphrase(event.currentTarget.value)} />
              )}
            </Field>
          </Show>
          <Show when={status().protection !== "passphrase" && wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
          <div class="row">
            <button class="button" data-kind="main" disabled={isBusy()}>
              {status().protection === "passkey" ? t("unlock-passkey") : t("unlock")}
            </button>
          </div>
        </form>
      </main>
    </div>
  );
}
