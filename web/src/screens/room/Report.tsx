import { createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { keyOf, reportTrouble } from "../../app/notices";
import { go } from "../../app/route";
import { ask, ownAccount } from "../../app/world";
import { Field } from "../../parts/Field";
import { Modal } from "../../parts/Modal";
import { Sentence } from "../../parts/Sentence";
import { isolated, shortName } from "../../words/names";
import { fullDate } from "../../words/when";
import { t } from "../../words/words";
import { wordsOf } from "../conversation/events";
import { peopleIn } from "../conversations/people";
import { reportText } from "./report";

/** The newest messages of a person that one may choose from. */
const MOST = 30;

/** What somebody said, for whoever should know: chosen message by message, and handed on by this person alone. */
export default function Report(props: { room: string; account: string; onClose: () => void }): JSX.Element {
  const found = answerOf(() => props.account, (sender) => ask("search", { text: "", room: props.room, sender, limit: MOST }));
  const [chosen, setChosen] = createSignal<ReadonlySet<number>>(new Set());
  const [why, setWhy] = createSignal("");
  const [to, setTo] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();
  /** As the relay said when this device last signed in: text from outside, and nobody to whom anything goes by itself. */
  const operator = answerOf(() => true, async () => (await ask("account", {}))?.report_to ?? undefined);
  const items = () => (found() ?? []).map((one) => one.item);
  const toggle = (local_id: number) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(local_id)) after.add(local_id);
      return after;
    });
  const text = () => {
    const revealed = items().filter((item) => chosen().has(item.local_id)).toReversed();
    return reportText(ownAccount() ?? "", why(), revealed, Date.now());
  };
  const copy = () => {
    navigator.clipboard.writeText(text()).then(props.onClose).catch(reportTrouble);
  };
  /** As a direct message of this person's own: whom an operator has named for it, or anybody else. */
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    try {
      const [account] = peopleIn(to(), ownAccount());
      const { room } = await ask("open_direct_room", { account: account ?? "" });
      if (room === null) return;
      await ask("send_text", { room, text: text() });
      props.onClose();
      go({ at: "room", room });
    } catch (error) {
      setWrong(keyOf(error));
    }
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text()], { type: "text/plain" }));
    link.download = `corridor-report-${new Date().toISOString().slice(0, 10)}.txt`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return (
    <Modal
      title={t("report-title", { who: isolated(shortName(props.account, ownAccount())) })}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" class="button" disabled={chosen().size === 0} onClick={save}>{t("report-save")}</button>
          <button type="button" class="button" data-kind="main" disabled={chosen().size === 0} onClick={copy}>{t("copy")}</button>
        </>
      }
    >
      <p>{t("report-hint")}</p>
      <fieldset class="report-items">
        <legend>{t("report-choose")}</legend>
        <For each={items()}>
          {(item) => (
            <label class="choice">
              <input type="checkbox" checked={chosen().has(item.local_id)} onChange={() => toggle(item.local_id)} />
              <span class="grow"><bdi dir="auto">{wordsOf(item)}</bdi><span class="soft small block">{fullDate(item.sent_at)}</span></span>
            </label>
          )}
        </For>
      </fieldset>
      <Field label={t("report-why")}>
        {(ids) => <textarea id={ids.id} class="input" dir="auto" rows={2} aria-describedby={ids.describedBy} value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />}
      </Field>
      <Show when={operator()}>{(named) => <p><Sentence text={t("report-operator", { to: isolated(named()) })} /></p>}</Show>
      <form onSubmit={(event) => void send(event)}>
        <Field label={t("report-to")} hint={t("report-to-hint")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
          {(ids) => (
            <div class="row report-to">
              <input id={ids.id} class="input grow" dir="ltr" required autocapitalize="none" spellcheck={false} aria-describedby={ids.describedBy} value={to()} onInput={(event) => setTo(event.currentTarget.value)} />
              <button class="button" disabled={chosen().size === 0}>{t("report-send")}</button>
            </div>
          )}
        </Field>
      </form>
      <p class="soft small">{t("report-worth")}</p>
    </Modal>
  );
}
