import { For, type JSX } from "solid-js";
import { reportTrouble } from "../../app/notices";
import { prefer } from "../../app/preferences";
import { isLanguage, language, LANGUAGE_NAMES, LANGUAGES, t } from "../../words/words";

export function LanguageChoice(props: { compact?: boolean }): JSX.Element {
  return (
    <select
      class="input"
      style={props.compact === true ? { "inline-size": "auto" } : {}}
      aria-label={t("language")}
      value={language()}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (isLanguage(chosen)) prefer({ language: chosen }).catch(reportTrouble);
      }}
    >
      <For each={LANGUAGES}>{(one) => <option value={one} lang={one}>{LANGUAGE_NAMES[one]}</option>}</For>
    </select>
  );
}
