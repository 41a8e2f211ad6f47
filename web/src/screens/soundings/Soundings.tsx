import "./soundings.css";
import { Index, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { addressOf, route } from "../../app/route";
import { ask, roomOf } from "../../app/world";
import type { Event, Sounding } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { Name } from "../../parts/Person";
import { ScreenHead } from "../../parts/ScreenHead";
import { readable } from "../../words/names";
import { shortMoment } from "../../words/when";
import { t } from "../../words/words";
import { Table } from "./Table";

/** What changes a table: an answer, a reminder, and how far a question has come. */
const isNews = (event: Event) => event.event === "soundings" || event.event === "delivery" || event.event === "timeline";

/** What this person has asked others, and what came back: on this device alone. */
export default function Soundings(): JSX.Element {
  const found = answerOf(() => true, () => ask("soundings", {}), isNews);
  const chosen = () => {
    const here = route();
    return here.at === "soundings" ? found()?.find((one) => one.sounding === here.sounding) : undefined;
  };
  const isChosen = () => {
    const here = route();
    return here.at === "soundings" && here.sounding !== undefined;
  };
  return (
    <section class="screen" aria-labelledby="soundings-title">
      <ScreenHead back={isChosen() ? { at: "soundings" } : { at: "home" }} title={<span id="soundings-title">{t("sounding-asked")}</span>}>
        <Show when={!isChosen()}><a class="button" data-kind="main" href={addressOf({ at: "ask" })} aria-label={t("sounding-title")}><Icon name="ask" size="18" /><span class="wide-only">{t("sounding-title")}</span></a></Show>
      </ScreenHead>
      <div class="screen-body">
        <Show when={isChosen()} fallback={<List found={found()} />}>
          <Show when={chosen()} fallback={<p class="empty soft">{found() === undefined ? "" : t("sounding-gone")}</p>}>
            {(sounding) => <Table sounding={sounding()} />}
          </Show>
        </Show>
      </div>
    </section>
  );
}

/** By their places, so that what has the focus keeps it when something comes. */
function List(props: { found: readonly Sounding[] | undefined }): JSX.Element {
  return (
    <Show when={(props.found?.length ?? 0) > 0} fallback={<p class="empty soft">{props.found === undefined ? "" : t("sounding-none")}</p>}>
      <ul class="plain-list">
        <Index each={props.found}>
          {(one) => (
            <li>
              <a class="soundings-line" href={addressOf({ at: "soundings", sounding: one().sounding })}>
                <bdi dir="auto">{readable(one().question)}</bdi>
                <span class="soft small">
                  {t("sounding-count", { answered: one().answered, asked: one().asked })}
                  <Show when={one().room}>{(room) => <>{t("roster-separator")}<Name account={roomOf(room())?.title ?? ""} /></>}</Show>
                  {t("roster-separator")}{shortMoment(one().asked_at, Date.now())}
                </span>
              </a>
            </li>
          )}
        </Index>
      </ul>
    </Show>
  );
}
