import { createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { keyOf, reportTrouble } from "../../app/notices";
import { ask } from "../../app/world";
import { Field } from "../../parts/Field";
import { Name } from "../../parts/Person";
import { ScreenHead } from "../../parts/ScreenHead";
import { Sentence } from "../../parts/Sentence";
import { harmless, isolated } from "../../words/names";
import { dateAndTime, shortDate } from "../../words/when";
import { t } from "../../words/words";
import { isLink, link, setLink } from "./link";

/** Asking to be let into a room, with a link; and where one has asked. */
export default function Knocking(): JSX.Element {
  const [word, setWord] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();
  const door = answerOf(() => (isLink(link()) ? link() : undefined), (read) => ask("read_link", { link: read }).catch(() => undefined));
  const own = answerOf(() => true, () => ask("own_knocks", {}), (event) => event.event === "own_knocks");

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    try {
      await ask("knock", { link: link().trim(), word: word().trim() });
      setLink("");
      setWord("");
    } catch (error) {
      setWrong(keyOf(error));
    }
  };

  return (
    <div class="screen">
      <ScreenHead back={{ at: "new" }} title={t("knock-title")} />
      <div class="screen-body">
        <form class="stack part" onSubmit={(event) => void submit(event)}>
          <Field label={t("knock-link")} hint={t("knock-link-hint")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
            {(ids) => (
              <input id={ids.id} class="input mono" dir="ltr" required autocapitalize="none" autocomplete="off" spellcheck={false} aria-describedby={ids.describedBy} value={link()} onInput={(event) => setLink(event.currentTarget.value)} />
            )}
          </Field>
          <Show when={door()}>{(made) => <p role="status"><Sentence text={t("knock-to", { who: isolated(made().account), date: dateAndTime(made().expires_at) })} /></p>}</Show>
          <Field label={t("knock-word")} hint={t("knock-word-hint")}>
            {(ids) => (
              <input id={ids.id} class="input" dir="auto" maxlength={280} aria-describedby={ids.describedBy} value={word()} onInput={(event) => setWord(event.currentTarget.value)} />
            )}
          </Field>
          <div class="row"><button class="button" data-kind="main">{t("knock")}</button></div>
        </form>
        <Show when={(own() ?? []).length > 0}>
          <section class="part" aria-labelledby="own-knocks">
            <h2 id="own-knocks">{t("own-knocks")}</h2>
            <ul>
              <For each={own()}>
                {(knock) => (
                  <li class="list-line">
                    <span class="grow">
                      <Name account={knock.account} full={true} />
                      <Show when={knock.word !== ""}><q class="block"><bdi dir="auto">{harmless(knock.word)}</bdi></q></Show>
                      <span class="soft small block">{knock.sent ? t("own-knock-sent", { date: shortDate(knock.knocked_at) }) : t("own-knock-queued")}</span>
                    </span>
                    <button type="button" class="button" aria-label={t("knock-forget", { who: isolated(knock.account) })} onClick={() => ask("forget_knock", { knock: knock.knock }).catch(reportTrouble)}>{t("forget")}</button>
                  </li>
                )}
              </For>
            </ul>
          </section>
        </Show>
      </div>
    </div>
  );
}
