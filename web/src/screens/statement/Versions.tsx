import { For, Show, type JSX } from "solid-js";
import { ownAccount } from "../../app/world";
import { called } from "../../app/aliases";
import type { Statement, StatementVersion } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { Sentence } from "../../parts/Sentence";
import { dateAndTime, machineTime } from "../../words/when";
import { t } from "../../words/words";
import { grouped } from "./marked";
import { alternativeWords } from "./Reading";
import type { Give } from "./StatementScreen";

/** Every version with its hash, the newest first, and what became of suggestions. */
export function Versions(props: { statement: Statement; onGive: Give }): JSX.Element {
  const settled = () => props.statement.suggestions.filter((one) => one.state !== "open");
  return (
    <section aria-labelledby="statement-versions">
      <h2 id="statement-versions" class="statement-head">{t("statement-versions")}</h2>
      <p class="soft small">{t("statement-hash-hint")}</p>
      <ul class="plain-list statement-versions">
        <For each={props.statement.versions.toReversed()}>{(version) => <Line version={version} onGive={props.onGive} title={t("statement-version", { number: version.number })} />}</For>
        <For each={props.statement.void}>{(version) => <Line version={version} onGive={props.onGive} title={t("statement-void")} />}</For>
      </ul>
      <Show when={settled().length > 0}>
        <h3 class="statement-head">{t("statement-settled")}</h3>
        <ul class="plain-list">
          <For each={settled()}>
            {(made) => (
              <li>
                <Sentence text={alternativeWords(made)} />{" "}
                <span class="soft small">{made.taken_in === null ? t("statement-declined") : t("statement-taken-in", { number: made.taken_in })}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.statement.by !== ownAccount()}><p class="soft small"><Sentence text={t("statement-pen", { who: called(props.statement.by) })} /></p></Show>
    </section>
  );
}

function Line(props: { version: StatementVersion; title: string; onGive: Give }): JSX.Element {
  return (
    <li>
      <strong>{props.title}</strong> <time class="soft small" datetime={machineTime(props.version.at)}>{dateAndTime(props.version.at)}</time>
      <div class="row statement-hash">
        <kbd dir="ltr">{grouped(props.version.hash)}</kbd>
        <button type="button" class="button" data-kind="icon" aria-label={t("statement-copy", { number: props.version.number })} onClick={() => props.onGive(() => navigator.clipboard.writeText(props.version.hash), t("place-copied"))}><Icon name="copy" size="18" /></button>
      </div>
    </li>
  );
}
