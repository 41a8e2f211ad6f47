import { createSignal, createUniqueId, For, Show, type JSX } from "solid-js";
import { called } from "../../app/aliases";
import { addressOf } from "../../app/route";
import type { Statement, StatementVersion } from "../../engine/client";
import { Field } from "../../parts/Field";
import { Sentence } from "../../parts/Sentence";
import { t } from "../../words/words";
import { changesBetween, type Block } from "./marked";
import { MarkedText } from "./MarkedText";

/** Two versions beside each other, and below each other where there is no room: what is struck on one side, what is
 *  inserted on the other. */
export function Compare(props: { statement: Statement }): JSX.Element {
  const count = () => props.statement.versions.length;
  const [from, setFrom] = createSignal(Math.max(1, count() - 1));
  const [to, setTo] = createSignal(count());
  const version = (number: number) => props.statement.versions[number - 1];
  const blocks = (): Block[] => {
    const [before, after] = [version(from()), version(to())];
    return before === undefined || after === undefined ? [] : changesBetween(props.statement, before, after);
  };
  const isSame = () => blocks().every((block) => block.marks.every((mark) => mark.kind === "same"));
  return (
    <section class="stack">
      <div class="row statement-choice">
        <Choice label={t("statement-from")} versions={props.statement.versions} value={from()} onChoose={setFrom} />
        <Choice label={t("statement-to")} versions={props.statement.versions} value={to()} onChoose={setTo} />
      </div>
      <p role="status">{isSame() ? t("statement-same") : ""}</p>
      <div class="statement-compare">
        <Side title={t("statement-version", { number: from() })} blocks={blocks()} shows="before" />
        <Side title={t("statement-version", { number: to() })} blocks={blocks()} shows="after" />
      </div>
      <p><a class="button" href={addressOf({ at: "statement", item: props.statement.local_id, view: "print", from: from() })}>{t("statement-export")}</a></p>
    </section>
  );
}

function Choice(props: { label: string; versions: readonly StatementVersion[]; value: number; onChoose: (number: number) => void }): JSX.Element {
  return (
    <Field label={props.label}>
      {(ids) => (
        <select id={ids.id} class="input" value={props.value} onChange={(event) => props.onChoose(Number(event.currentTarget.value))}>
          <For each={props.versions}>{(one) => <option value={one.number} selected={one.number === props.value}>{t("statement-version", { number: one.number })}</option>}</For>
        </select>
      )}
    </Field>
  );
}

function Side(props: { title: string; blocks: readonly Block[]; shows: "before" | "after" }): JSX.Element {
  const id = createUniqueId();
  const kind = () => (props.shows === "before" ? "struck" : "inserted");
  const shown = () => props.blocks.filter((block) => block.marks.some((mark) => mark.kind === "same" || mark.kind === kind()));
  const author = (block: Block) => block.marks.find((mark) => mark.kind === kind())?.by;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} class="statement-head">{props.title}</h2>
      <For each={shown()}>
        {(block) => (
          <div class="statement-block">
            <p><MarkedText marks={block.marks} shows={props.shows} /></p>
            <Show when={author(block)}>{(by) => <p class="soft small"><Sentence text={t("statement-changed-by", { who: called(by()) })} /></p>}</Show>
          </div>
        )}
      </For>
    </section>
  );
}
