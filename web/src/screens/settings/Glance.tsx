import { createSignal, For, Show, type JSX } from "solid-js";
import { glossary, markings, readAliases, setAlias } from "../../app/aliases";
import { keyOf, reportTrouble } from "../../app/notices";
import { prefer, preferences } from "../../app/preferences";
import { Field } from "../../parts/Field";
import { Icon } from "../../parts/Icon";
import { markingsIn } from "../../words/glossary";
import { harmless, isolated } from "../../words/names";
import { t } from "../../words/words";

/** What covers the screen, what stands for whom, and which texts are not touched without a question. */
export function Glance(): JSX.Element {
  const [name, setName] = createSignal("");
  const [alias, setChosen] = createSignal("");
  const [wrong, setWrong] = createSignal<string>();
  let field: HTMLInputElement | undefined;
  readAliases().catch(reportTrouble);

  const add = async (event: SubmitEvent) => {
    event.preventDefault();
    setWrong(undefined);
    try {
      await setAlias(name().trim(), alias().trim());
      setName("");
      setChosen("");
      field?.focus();
    } catch (error) {
      setWrong(keyOf(error));
    }
  };
  const remove = (whose: string) => {
    // The line goes, and with it the button that has the focus.
    setAlias(whose, null).then(() => field?.focus()).catch(reportTrouble);
  };

  return (
    <section class="part" aria-labelledby="glance">
      <h2 id="glance">{t("glance-title")}</h2>
      <p class="soft">{t("glance-hint")}</p>
      <p class="soft">{t("glance-heard")}</p>
      <label class="choice">
        <input type="checkbox" checked={preferences().aliasesAlways} onChange={(event) => void prefer({ aliasesAlways: event.currentTarget.checked }).catch(reportTrouble)} />
        <span>{t("aliases-always")}<span class="soft small block">{t("aliases-always-hint")}</span></span>
      </label>
      <form class="stack" data-form="alias" onSubmit={(event) => void add(event)}>
        <Field label={t("aliases-name")} hint={t("aliases-name-hint")}>
          {(ids) => <input ref={field} id={ids.id} aria-describedby={ids.describedBy} class="input" dir="auto" required maxlength={286} autocomplete="off" autocapitalize="off" spellcheck={false} value={name()} onInput={(event) => setName(event.currentTarget.value)} />}
        </Field>
        <Field label={t("aliases-alias")} hint={t("aliases-alias-hint")} wrong={wrong() === undefined ? undefined : t(wrong() ?? "")}>
          {(ids) => <input id={ids.id} aria-describedby={ids.describedBy} aria-invalid={ids.invalid} class="input" dir="auto" required maxlength={32} autocomplete="off" value={alias()} onInput={(event) => setChosen(event.currentTarget.value)} />}
        </Field>
        <div class="row"><button class="button">{t("add")}</button></div>
      </form>
      <Show when={glossary().length > 0} fallback={<p class="soft">{t("aliases-none")}</p>}>
        <ul class="aliases">
          <For each={glossary()}>
            {(one) => (
              <li class="list-line">
                <span class="grow"><bdi dir="auto">{harmless(one.name)}</bdi></span>
                <bdi dir="auto">{harmless(one.alias)}</bdi>
                <button type="button" class="button" data-kind="icon" aria-label={t("aliases-remove", { name: isolated(one.name) })} onClick={() => remove(one.name)}><Icon name="bin" /></button>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Field label={t("markings")} hint={t("markings-hint")}>
        {(ids) => <textarea id={ids.id} aria-describedby={ids.describedBy} class="input" dir="auto" rows={5} value={markings().join("\n")} onChange={(event) => void prefer({ markings: markingsIn(event.currentTarget.value) }).catch(reportTrouble)} />}
      </Field>
      <Show when={preferences().markings !== undefined}>
        <div class="row"><button type="button" class="button" data-kind="quiet" onClick={() => void prefer({ markings: undefined }).catch(reportTrouble)}>{t("markings-reset")}</button></div>
      </Show>
    </section>
  );
}
