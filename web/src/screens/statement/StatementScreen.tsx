import "./statement.css";
import { createSignal, Match, Show, Switch, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { keyOf } from "../../app/notices";
import { addressOf, route, type Route } from "../../app/route";
import { ask } from "../../app/world";
import type { Event, Statement } from "../../engine/client";
import { ScreenHead } from "../../parts/ScreenHead";
import { readable } from "../../words/names";
import { t } from "../../words/words";
import { Compare } from "./Compare";
import { present } from "./marked";
import { Print } from "./Print";
import { Reading } from "./Reading";
import { Signatures } from "./Signatures";
import { SilencePanel } from "./SilencePanel";
import { Versions } from "./Versions";

/** What changes a statement: acts of its room, and how far one's own have come. */
const isNews = (event: Event) => event.event === "timeline" || event.event === "delivery" || event.event === "room";

/** What a part of the screen does; what is refused is said at its top, where a screen reader hears it. */
export type Give = (act: () => Promise<unknown>, done?: string) => void;

export default function StatementScreen(): JSX.Element {
  const here = () => route() as Route & { at: "statement" };
  const found = answerOf(() => here().item, (local_id) => ask("statement", { local_id }), isNews);
  const [wrong, setWrong] = createSignal<string>();
  const [done, setDone] = createSignal("");
  const give: Give = (act, said) => {
    setWrong(undefined);
    setDone("");
    act()
      .then(() => {
        setDone(said ?? "");
        found.again();
      })
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  const back = (statement: Statement | null | undefined): Route => {
    if (here().view !== undefined) return { at: "statement", item: here().item };
    return statement === null || statement === undefined ? { at: "home" } : { at: "room", room: statement.room };
  };
  return (
    <section class="screen statement" aria-labelledby="statement-title">
      <ScreenHead back={back(found())} title={<span id="statement-title" dir="auto">{title(found())}</span>} />
      <div class="screen-body">
        <Show when={found()} fallback={<p class="empty soft">{found() === undefined ? "" : t("statement-gone")}</p>}>
          {(statement) => (
            <>
              <p class="small" role="status">{done()}</p>
              <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
              <Switch fallback={<Whole statement={statement()} onGive={give} />}>
                <Match when={here().view === "compare"}><Compare statement={statement()} /></Match>
                <Match when={here().view === "print"}><Print statement={statement()} from={here().from} /></Match>
              </Switch>
            </>
          )}
        </Show>
      </div>
    </section>
  );
}

function title(statement: Statement | null | undefined): string {
  return statement === null || statement === undefined ? t("statement") : readable(present(statement).title);
}

function Whole(props: { statement: Statement; onGive: Give }): JSX.Element {
  return (
    <>
      <Reading statement={props.statement} onGive={props.onGive} />
      <Signatures statement={props.statement} onGive={props.onGive} />
      <SilencePanel statement={props.statement} onGive={props.onGive} />
      <Versions statement={props.statement} onGive={props.onGive} />
      <p class="statement-links">
        <Show when={props.statement.versions.length > 1}><a class="button" href={addressOf({ at: "statement", item: props.statement.local_id, view: "compare" })}>{t("statement-compare")}</a></Show>
        <a class="button" href={addressOf({ at: "statement", item: props.statement.local_id, view: "print" })}>{t("statement-export")}</a>
      </p>
    </>
  );
}
