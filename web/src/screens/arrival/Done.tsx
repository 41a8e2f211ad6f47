import type { JSX } from "solid-js";
import { go } from "../../app/route";
import { ownAccount } from "../../app/world";
import { harmless } from "../../words/names";
import { t } from "../../words/words";

export function Done(props: { onDone: () => void }): JSX.Element {
  const leave = (to: "home" | "new") => {
    props.onDone();
    go({ at: to });
  };
  return (
    <div class="stack">
      <div>
        <h1>{t("done-title")}</h1>
        <p class="soft">{t("done-name")}</p>
      </div>
      <p class="own-name"><bdi dir="ltr">{harmless(ownAccount() ?? "")}</bdi></p>
      <p>{t("done-hint")}</p>
      <div class="row">
        <button type="button" class="button" data-kind="main" onClick={() => leave("new")}>{t("new-conversation")}</button>
        <button type="button" class="button" onClick={() => leave("home")}>{t("look-around")}</button>
      </div>
    </div>
  );
}
