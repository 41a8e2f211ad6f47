import { For, type JSX } from "solid-js";
import type { MarkShape } from "../../engine/client";
import { t } from "../../words/words";

export type Tool = MarkShape;

const TOOLS: readonly Tool[] = ["pin", "note", "arrow", "pen", "highlighter"];

/** What a finger or the keys do on the page. At the foot of a telephone's window, where a thumb is. */
export function Tools(props: { tool: Tool; onTool: (tool: Tool) => void }): JSX.Element {
  return (
    <fieldset class="segments page-tools">
      <legend class="said-only">{t("page-tools")}</legend>
      <For each={TOOLS}>
        {(tool) => (
          <label>
            <input type="radio" name="page-tool" value={tool} checked={props.tool === tool} onChange={() => props.onTool(tool)} />
            <span>{t(`page-tool-${tool}`)}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
