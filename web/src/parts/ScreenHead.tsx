import { Show, type JSX } from "solid-js";
import { addressOf, type Route } from "../app/route";
import { t } from "../words/words";
import { GlanceButton } from "./GlanceButton";
import { Icon } from "./Icon";

/** The top of a screen: where back leads, what this is, and what one can do. */
export function ScreenHead(props: { back?: Route; title: JSX.Element; mark?: JSX.Element; children?: JSX.Element; level?: 2 }): JSX.Element {
  return (
    <header class="screen-head">
      <Show when={props.back}>
        {(back) => (
          <a class="button" data-kind="icon" href={addressOf(back())} aria-label={t("back")}><Icon name="back" /></a>
        )}
      </Show>
      {props.mark}
      <Show when={props.level === 2} fallback={<h1 class="grow clip">{props.title}</h1>}>
        <h2 class="grow clip">{props.title}</h2>
      </Show>
      <GlanceButton />
      {props.children}
    </header>
  );
}
