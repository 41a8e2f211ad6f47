import { createSignal, For, onMount, Show, type JSX } from "solid-js";
import { ask } from "../../app/world";
import type { Lock, Protection } from "../../engine/client";
import { canUsePasskey, makePasskey } from "../../engine/passkey";
import { Field } from "../../parts/Field";
import { t } from "../../words/words";

export interface LockForm {
  chosen: () => Protection;
  choose: (protection: Protection) => void;
  passphrase: () => string;
  setPassphrase: (text: string) => void;
  /** What the engine is asked to lock with; a passkey is made here, after a click. */
  lock: (account: string) => Promise<Lock>;
  isReady: () => boolean;
}

/** Shorter ones are guessed by a program in an afternoon. */
const SHORTEST_PASSPHRASE = 12;

export function useLockForm(first: Protection): LockForm {
  const [chosen, choose] = createSignal<Protection>(first);
  const [passphrase, setPassphrase] = createSignal("");
  const lock = async (account: string): Promise<Lock> => {
    switch (chosen()) {
      case "browser":
        return { protection: "browser" };
      case "passphrase":
        return { protection: "passphrase", passphrase: passphrase() };
      case "passkey":
        return makePasskey(await ask("lock_hint", {}), account);
    }
  };
  const isReady = () => chosen() !== "passphrase" || [...passphrase()].length >= SHORTEST_PASSPHRASE;
  return { chosen, choose, passphrase, setPassphrase, lock, isReady };
}

/** How what is stored on this device is locked; the first is for those in a hurry. */
export function LockChoice(props: { form: LockForm }): JSX.Element {
  const [hasPasskeys, setHasPasskeys] = createSignal(false);
  onMount(async () => setHasPasskeys(await canUsePasskey().catch(() => false)));
  const choices = (): Protection[] => (hasPasskeys() ? ["browser", "passkey", "passphrase"] : ["browser", "passphrase"]);
  return (
    <fieldset class="choices">
      <legend>{t("lock-title")}</legend>
      <For each={choices()}>
        {(choice) => (
          <label class="choice">
            <input type="radio" name="lock" checked={props.form.chosen() === choice} onChange={() => props.form.choose(choice)} />
            <span>
              <span class="choice-name">{t(`lock-${choice}`)}</span>
              <span class="soft small">{t(`lock-${choice}-hint`)}</span>
            </span>
          </label>
        )}
      </For>
      <Show when={props.form.chosen() === "passphrase"}>
        <Field label={t("passphrase")} hint={t("passphrase-hint", { count: SHORTEST_PASSPHRASE })}>
          {(ids) => (
            <input
              id={ids.id}
              class="input"
              type="password"
              autocomplete="new-password"
              aria-describedby={ids.describedBy}
              value={props.form.passphrase()}
              onInput={(event) => props.form.setPassphrase(event.currentTarget.value)}
            />
          )}
        </Field>
      </Show>
    </fieldset>
  );
}
