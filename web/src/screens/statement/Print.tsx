import { createSignal, For, Show, type JSX } from "solid-js";
import { keyOf } from "../../app/notices";
import { ownAccount } from "../../app/world";
import type { Statement } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { harmless, readable, shortName } from "../../words/names";
import { t } from "../../words/words";
import { changesBetween, grouped, present, withSuggestions } from "./marked";
import { MarkedText } from "./MarkedText";

/** A statement as it is printed, its changes marked with whose they are: since a version, or what is suggested. */
export function Print(props: { statement: Statement; from: number | undefined }): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  const version = () => present(props.statement);
  const before = () => (props.from === undefined ? undefined : props.statement.versions[props.from - 1]);
  const blocks = () => {
    const from = before();
    return from === undefined ? withSuggestions(props.statement) : changesBetween(props.statement, from, version());
  };
  const save = async () => {
    setWrong(undefined);
    try {
      const { wordFile } = await import("./docx");
      const file = await wordFile(version().title, grouped(version().hash), blocks(), (account) => shortName(account, ownAccount()));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${harmless(version().title).replaceAll(/[^\p{L}\p{N} ]/gu, "").trim() || "statement"}.docx`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      setWrong(keyOf(error));
    }
  };
  return (
    <section class="stack">
      <div class="stack statement-not-printed">
        <p>{before() === undefined ? t("statement-marks-suggested") : t("statement-marks-since", { number: props.from ?? 1 })}</p>
        <div class="row">
          <button type="button" class="button" data-kind="main" onClick={() => void save()}><Icon name="file" size="18" />{t("statement-export-word")}</button>
          <button type="button" class="button" onClick={() => print()}>{t("statement-export-print")}</button>
        </div>
        <p class="soft small">{t("statement-print-hint")}</p>
        <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
      </div>
      <article class="statement-sheet">
        <h2 dir="auto">{readable(version().title)}</h2>
        <p class="soft small">{t("statement-version", { number: version().number })}</p>
        <For each={blocks()}>
          {(block) => (
            <p class="statement-line">
              <span class="statement-number">{block.number === undefined ? "" : `${block.number}.`}</span>
              <MarkedText marks={block.marks} withAuthors />
            </p>
          )}
        </For>
        <p class="small"><kbd dir="ltr">{grouped(version().hash)}</kbd></p>
      </article>
    </section>
  );
}
