import { For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { ask } from "../../app/world";
import { ScreenHead } from "../../parts/ScreenHead";
import { t } from "../../words/words";
import { FoundLine } from "../conversations/FoundMessages";

/** What this person has marked, in all conversations, the newest first. */
export default function Marked(): JSX.Element {
  const found = answerOf(() => true, () => ask("starred", {}), (event) => event.event === "timeline");
  return (
    <section class="screen" aria-labelledby="marked-title">
      <ScreenHead back={{ at: "home" }} title={<span id="marked-title">{t("marked-title")}</span>} />
      <div class="screen-body">
        <Show when={(found()?.length ?? 0) > 0} fallback={<p class="empty soft">{found() === undefined ? "" : t("marked-none")}</p>}>
          <ul class="plain-list"><For each={found()}>{(hit) => <FoundLine hit={hit} />}</For></ul>
        </Show>
      </div>
    </section>
  );
}
