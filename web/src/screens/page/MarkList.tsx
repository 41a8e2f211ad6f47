import { For, Show, type JSX } from "solid-js";
import type { PageMark } from "../../engine/client";
import { Sentence } from "../../parts/Sentence";
import { t } from "../../words/words";
import { sentenceOf } from "./saying";

interface Props {
  marks: readonly PageMark[];
  lookOf: (author: string) => number;
  chosen: number | undefined;
  mayTakeBack: (mark: PageMark) => boolean;
  onChoose: (local_id: number | undefined) => void;
  onTakeBack: (mark: PageMark) => void;
}

/** What stands on the page, as sentences in the order in which it came. The one with the focus is ringed on the page. */
export function MarkList(props: Props): JSX.Element {
  return (
    <section class="page-marks" aria-label={t("page-marks")}>
      <Show when={props.marks.length > 0} fallback={<p class="soft">{t("page-no-marks")}</p>}>
        <ol>
          <For each={props.marks}>
            {(mark) => (
              <li data-mark={mark.local_id}>
                <button type="button" class="page-mark" aria-pressed={props.chosen === mark.local_id} onFocus={() => props.onChoose(mark.local_id)} onClick={() => props.onChoose(mark.local_id)}>
                  <span class="page-swatch" data-look={props.lookOf(mark.author) + 1} aria-hidden="true" />
                  <span><Sentence text={sentenceOf(mark)} /></span>
                  <Show when={mark.delivery === "queued" || mark.delivery === "held"}><span class="soft small">{t(`page-${mark.delivery}`)}</span></Show>
                </button>
                <Show when={props.mayTakeBack(mark)}>
                  <button type="button" class="button" data-kind="quiet" onClick={() => props.onTakeBack(mark)}>{t("page-take-back")}</button>
                </Show>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  );
}
