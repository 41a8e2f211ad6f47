import { createSignal, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { keyOf, reportTrouble } from "../../app/notices";
import { ask, ownAccount, status } from "../../app/world";
import { Modal } from "../../parts/Modal";
import { t } from "../../words/words";
import { LockChoice, useLockForm } from "../arrival/LockChoice";
import { WordGrid } from "../arrival/RecoveryWords";

/** Receipts, the lock of what is stored here, and the recovery words. */
export function Privacy(): JSX.Element {
  const receipts = answerOf(() => true, () => ask("receipts", {}));
  const typing = answerOf(() => true, () => ask("tells_typing", {}));
  const [isLocking, setLocking] = createSignal(false);
  const [isShowingWords, setShowingWords] = createSignal(false);

  const set = (change: { delivered?: boolean; read?: boolean }) => {
    const now = receipts();
    if (now !== undefined) ask("set_receipts", { ...now, ...change }).then(receipts.again).catch(reportTrouble);
  };

  return (
    <section class="part" aria-labelledby="privacy">
      <h2 id="privacy">{t("privacy")}</h2>
      <label class="choice">
        <input type="checkbox" checked={receipts()?.delivered ?? false} onChange={(event) => set({ delivered: event.currentTarget.checked })} />
        <span>{t("receipts-delivered")}<span class="soft small block">{t("receipts-delivered-hint")}</span></span>
      </label>
      <label class="choice">
        <input type="checkbox" checked={receipts()?.read ?? false} onChange={(event) => set({ read: event.currentTarget.checked })} />
        <span>{t("receipts-read")}<span class="soft small block">{t("receipts-read-hint")}</span></span>
      </label>
      <label class="choice">
        <input type="checkbox" checked={typing() ?? false} onChange={(event) => ask("set_typing", { on: event.currentTarget.checked }).then(typing.again).catch(reportTrouble)} />
        <span>{t("typing-tell")}<span class="soft small block">{t("typing-tell-hint")}</span></span>
      </label>
      <div class="list-line">
        <span class="grow">{t("lock-title")}<span class="soft small block">{t(`lock-${status().protection ?? "browser"}`)}</span></span>
        <button type="button" class="button" onClick={() => setLocking(true)}>{t("change")}</button>
      </div>
      <div class="list-line">
        <span class="grow">{t("recovery-words")}<span class="soft small block">{t("words-why")}</span></span>
        <button type="button" class="button" onClick={() => setShowingWords(true)}>{t("show")}</button>
      </div>
      <Show when={isLocking()}><LockDialog onClose={() => setLocking(false)} /></Show>
      <Show when={isShowingWords()}><WordsDialog onClose={() => setShowingWords(false)} /></Show>
    </section>
  );
}

function LockDialog(props: { onClose: () => void }): JSX.Element {
  const form = useLockForm(status().protection ?? "browser");
  const [wrong, setWrong] = createSignal<string>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      await ask("protect", await form.lock(ownAccount() ?? ""));
      props.onClose();
    } catch (error) {
      setWrong(keyOf(error));
    }
  };
  return (
    <Modal title={t("lock-title")} onClose={props.onClose}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <LockChoice form={form} />
        <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
        <div class="modal-foot"><button class="button" data-kind="main" disabled={!form.isReady()}>{t("change")}</button></div>
      </form>
    </Modal>
  );
}

function WordsDialog(props: { onClose: () => void }): JSX.Element {
  const words = answerOf(() => true, () => ask("recovery_words", {}));
  return (
    <Modal title={t("recovery-words")} onClose={props.onClose}>
      <p class="soft">{t("words-alone")}</p>
      <WordGrid words={words() ?? ""} />
    </Modal>
  );
}
