import { createSignal, For, Show, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { ask, ownAccount } from "../../app/world";
import type { Statement, Suggestion } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { Sentence } from "../../parts/Sentence";
import { isolated, readable } from "../../words/names";
import { t } from "../../words/words";
import { isOpen, present } from "./marked";
import { PenSheet } from "./PenSheet";
import type { Give } from "./StatementScreen";
import { SuggestSheet } from "./SuggestSheet";

/** Numbered paragraphs; what is suggested stands behind its paragraph in brackets, with who proposed it. */
export function Reading(props: { statement: Statement; onGive: Give }): JSX.Element {
  const [suggesting, setSuggesting] = createSignal<number>();
  const [isWriting, setWriting] = createSignal(false);
  const version = () => present(props.statement);
  const openFor = (paragraph: string) => props.statement.suggestions.filter((one) => isOpen(one) && one.paragraph === paragraph);
  /** Of a paragraph that is gone. */
  const lost = () => props.statement.suggestions.filter((one) => isOpen(one) && !version().paragraphs.some((paragraph) => paragraph.id === one.paragraph));
  return (
    <section aria-labelledby="statement-text">
      <h2 id="statement-text" class="statement-head">{t("statement-version", { number: version().number })}</h2>
      <p class="soft small"><Sentence text={props.statement.own ? t("statement-pen-own") : t("statement-pen", { who: called(props.statement.by) })} /></p>
      <ol class="statement-paragraphs">
        <For each={version().paragraphs}>
          {(paragraph, place) => (
            <li aria-label={t("statement-paragraph", { number: place() + 1 })}>
              <span class="statement-number" aria-hidden="true">{place() + 1}.</span>
              <p class="statement-words" dir="auto">{readable(paragraph.text)}</p>
              <Show when={openFor(paragraph.id).length > 0}>
                <ul class="plain-list" aria-label={t("statement-suggestions")}>
                  <For each={openFor(paragraph.id)}>{(made) => <Alternative statement={props.statement} made={made} onGive={props.onGive} />}</For>
                </ul>
              </Show>
              <Show when={props.statement.may_post}>
                <button type="button" class="button" data-kind="quiet" aria-label={t("statement-suggest-for", { number: place() + 1 })} onClick={() => setSuggesting(place() + 1)}><Icon name="compose" size="16" />{t("statement-suggest")}</button>
              </Show>
            </li>
          )}
        </For>
      </ol>
      <Show when={lost().length > 0}>
        <ul class="plain-list" aria-label={t("statement-suggestions")}><For each={lost()}>{(made) => <Alternative statement={props.statement} made={made} onGive={props.onGive} />}</For></ul>
      </Show>
      <Show when={props.statement.own && props.statement.may_post}>
        <div class="row"><button type="button" class="button" onClick={() => setWriting(true)}>{t("statement-revise")}</button></div>
      </Show>
      <Show when={suggesting()}>{(number) => <SuggestSheet statement={props.statement} number={number()} onClose={() => setSuggesting(undefined)} />}</Show>
      <Show when={isWriting()}><PenSheet statement={props.statement} onClose={() => setWriting(false)} /></Show>
    </section>
  );
}

/** What a suggestion says, by whom, in one sentence. */
export function alternativeWords(made: Suggestion): string {
  const said = isolated(made.text);
  const text = { strike: () => t("statement-struck-out"), insert_after: () => t("statement-then", { text: said }), insert_before: () => t("statement-first", { text: said }), replace: () => said }[made.change]();
  const who = made.delegation === null ? called(made.by) : t("statement-for", { who: called(made.by), delegation: isolated(made.delegation) });
  return t("statement-alternative", { text, who });
}

function Alternative(props: { statement: Statement; made: Suggestion; onGive: Give }): JSX.Element {
  const version = () => present(props.statement).hash;
  const settle = (taken: number[], declined: number[]) => props.onGive(() => ask("revise_statement", { local_id: props.statement.local_id, version: version(), taken, declined }), t(taken.length > 0 ? "statement-taken" : "statement-declined"));
  const mayTakeBack = () => props.made.own || props.made.by === ownAccount();
  return (
    <li class="statement-alternative">
      <p><Sentence text={alternativeWords(props.made)} /></p>
      <Show when={props.made.reason !== ""}><p class="soft small" dir="auto">{readable(props.made.reason)}</p></Show>
      <Show when={!props.made.fits}><p class="wax small">{t("statement-stale", { number: props.made.version ?? 0 })}</p></Show>
      <div class="row">
        <Show when={props.statement.own && props.statement.may_post && props.made.sent}>
          <Show when={props.made.fits}><button type="button" class="button" onClick={() => settle([props.made.local_id], [])}><Icon name="check" size="16" />{t("statement-take")}</button></Show>
          <button type="button" class="button" onClick={() => settle([], [props.made.local_id])}>{t("statement-decline")}</button>
        </Show>
        <Show when={mayTakeBack()}><button type="button" class="button" data-kind="quiet" onClick={() => props.onGive(() => ask("take_back", { local_id: props.made.local_id }))}>{t("statement-take-back")}</button></Show>
      </div>
    </li>
  );
}
