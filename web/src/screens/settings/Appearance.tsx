import { For, type JSX } from "solid-js";
import { reportTrouble } from "../../app/notices";
import { prefer, preferences, TEXT_SIZES, THEMES } from "../../app/preferences";
import { locale, t } from "../../words/words";
import { LanguageChoice } from "./LanguageChoice";

/** How it looks and how it is written in: for this browser alone. */
export function Appearance(): JSX.Element {
  const choose = (change: Parameters<typeof prefer>[0]) => void prefer(change).catch(reportTrouble);
  const percent = (size: number) => new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 1 }).format(size);

  const setNotify = async (wanted: boolean) => {
    // The browser asks once; after a no, only its own settings help.
    const allowed = wanted && typeof Notification !== "undefined" && (await Notification.requestPermission()) === "granted";
    await prefer({ notify: allowed });
  };

  return (
    <section class="part" aria-labelledby="appearance">
      <h2 id="appearance">{t("appearance")}</h2>
      <div class="field">
        <span class="label">{t("language")}</span>
        <LanguageChoice />
      </div>
      <fieldset class="plain">
        <legend>{t("theme")}</legend>
        <div class="segments">
          <For each={THEMES}>
            {(theme) => (
              <label>
                <input type="radio" name="theme" checked={preferences().theme === theme} onChange={() => choose({ theme })} />
                <span>{t(`theme-${theme}`)}</span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <fieldset class="plain">
        <legend>{t("text-size")}</legend>
        <div class="segments">
          <For each={TEXT_SIZES}>
            {(size) => (
              <label>
                <input type="radio" name="text-size" checked={preferences().textSize === size} onChange={() => choose({ textSize: size })} />
                <span>{percent(size)}</span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <label class="choice">
        <input type="checkbox" checked={preferences().sendWithEnter} onChange={(event) => choose({ sendWithEnter: event.currentTarget.checked })} />
        <span>{t("send-with-enter")}<span class="soft small block">{t("send-with-enter-hint")}</span></span>
      </label>
      <label class="choice">
        <input type="checkbox" checked={preferences().notify} onChange={(event) => void setNotify(event.currentTarget.checked).catch(reportTrouble)} />
        <span>{t("notify")}<span class="soft small block">{t("notify-hint")}</span></span>
      </label>
      <label class="choice">
        <input type="checkbox" checked={preferences().nudgeTone} onChange={(event) => choose({ nudgeTone: event.currentTarget.checked })} />
        <span>{t("nudge-tone")}<span class="soft small block">{t("nudge-tone-hint")}</span></span>
      </label>
    </section>
  );
}
