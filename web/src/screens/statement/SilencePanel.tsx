import { createSignal, For, Show, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { ask } from "../../app/world";
import type { Asked, Silence, Statement } from "../../engine/client";
import { Field } from "../../parts/Field";
import { Moment } from "../../parts/Moment";
import { Name } from "../../parts/Person";
import { Sentence } from "../../parts/Sentence";
import { harmless, isolated, readable } from "../../words/names";
import { dateAndTime, fullDate, listed } from "../../words/when";
import { t } from "../../words/words";
import { present } from "./marked";
import type { Give } from "./StatementScreen";

/** A delegation by its name; somebody who speaks for none is named as people are. */
export const undeliveredNames = (names: readonly string[]): string => listed(names.map((name) => (name.includes("@") ? called(name) : isolated(harmless(name)))));

/** What silence has come to, in a sentence. */
export function silenceWords(silence: Pick<Silence, "state" | "undelivered">): string {
  if (silence.state === "undelivered") return t("silence-undelivered", { who: undeliveredNames(silence.undelivered) });
  return t(`silence-${silence.state.replace("_", "-")}`);
}

/** A version that is adopted at a deadline unless somebody objects, and whom it has reached. */
export function SilencePanel(props: { statement: Statement; onGive: Give }): JSX.Element {
  const version = () => present(props.statement);
  const last = () => props.statement.silences.at(-1);
  const isRunning = () => last()?.state === "running" && last()?.number === version().number;
  /** Also of an earlier version, whose time may not have been over when the next one came. */
  const isOpen = () => props.statement.silences.some((one) => one.state === "running");
  return (
    <section aria-labelledby="statement-silence">
      <h2 id="statement-silence" class="statement-head">{t("silence")}</h2>
      <p class="soft small">{t("silence-hint")}</p>
      <For each={props.statement.silences.slice(0, -1)}>{(silence) => <p class="statement-before soft small"><Sentence text={t("silence-before", { number: silence.number, when: dateAndTime(silence.deadline), state: silenceWords(silence) })} /></p>}</For>
      <Show when={last()}>{(silence) => <Procedure silence={silence()} />}</Show>
      <Show when={isOpen() && props.statement.may_post}><Objecting statement={props.statement} onGive={props.onGive} /></Show>
      <Show when={props.statement.may_silence}><Beginning statement={props.statement} isRunning={isRunning()} onGive={props.onGive} /></Show>
    </section>
  );
}

function Procedure(props: { silence: Silence }): JSX.Element {
  return (
    <div class="statement-silence" data-state={props.silence.state}>
      <p role="status"><strong><Sentence text={silenceWords(props.silence)} /></strong></p>
      <p class="small">{t("silence-on", { number: props.silence.number, when: fullDate(props.silence.deadline) })}</p>
      <Show when={!props.silence.caught_up}><p class="wax small">{t("silence-heard")}</p></Show>
      <For each={props.silence.objections}>{(one) => <p><Sentence text={t(one.in_time ? "silence-objects" : "silence-objects-late", { who: called(one.by), text: isolated(readable(one.reason)) })} /></p>}</For>
      <table class="statement-table" aria-label={t("silence-delivery")}>
        <thead><tr><th scope="col">{t("statement-delegation")}</th><th scope="col">{t("silence-delivered-head")}</th></tr></thead>
        <tbody>
          <For each={props.silence.asked}>
            {(one) => (
              <tr>
                <th scope="row"><Show when={one.delegation} fallback={<Name account={one.account} />}>{(name) => <><bdi dir="auto">{harmless(name())}</bdi>{" "}<span class="soft small"><Name account={one.account} /></span></>}</Show></th>
                <td class={isInTime(one, props.silence) ? undefined : "wax"}>{deliveredWords(one, props.silence)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}

const isInTime = (one: Asked, silence: Silence) => one.delivered_at !== null && one.delivered_at <= silence.deadline;

function deliveredWords(one: Asked, silence: Silence): string {
  if (one.delivered_at === null) return t("silence-not-delivered");
  const when = dateAndTime(one.delivered_at);
  if (!isInTime(one, silence)) return t("silence-late", { when });
  return t(one.read ? "silence-read" : "silence-delivered", { when });
}

function Objecting(props: { statement: Statement; onGive: Give }): JSX.Element {
  const [reason, setReason] = createSignal("");
  const object = (event: SubmitEvent) => {
    event.preventDefault();
    props.onGive(() => ask("object_to", { local_id: props.statement.local_id, version: present(props.statement).hash, reason: reason().trim() }), t("silence-broken"));
  };
  return (
    <form class="stack" onSubmit={object}>
      <Field label={t("silence-reason")} hint={t("silence-object-hint")}>
        {(ids) => <input id={ids.id} class="input" dir="auto" required maxlength={170} aria-describedby={ids.describedBy} value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />}
      </Field>
      <div class="row"><button class="button" data-kind="grave">{t("silence-object")}</button></div>
    </form>
  );
}

function Beginning(props: { statement: Statement; isRunning: boolean; onGive: Give }): JSX.Element {
  const [deadline, setDeadline] = createSignal<number>();
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    const at = deadline();
    if (at === undefined) return;
    props.onGive(() => ask("silence_statement", { local_id: props.statement.local_id, version: present(props.statement).hash, deadline: at }), t("silence-begun"));
  };
  return (
    <form class="stack" onSubmit={begin}>
      <Field label={t("silence-deadline")}>
        {(ids) => <Moment id={ids.id} describedBy={ids.describedBy} value={deadline()} onInput={setDeadline} isRequired />}
      </Field>
      <div class="row"><button class="button">{t(props.isRunning ? "silence-put-off" : "silence-begin")}</button></div>
    </form>
  );
}
