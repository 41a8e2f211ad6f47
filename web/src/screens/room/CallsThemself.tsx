import { Show, type JSX } from "solid-js";
import { ask } from "../../app/world";
import { bytesOf } from "../../files/base64";
import { MOST_PREVIEW_PIXELS } from "../../files/kind";
import { addressOfPicture } from "../../files/shown";
import type { Person } from "../../engine/client";
import { Sentence } from "../../parts/Sentence";
import { harmless, isolated } from "../../words/names";
import { t } from "../../words/words";

/** What somebody calls themself: never without the word that says whose it is, and beside the account's name. */
export default function CallsThemself(props: { person: Person }): JSX.Element {
  return (
    <Show when={props.person.profile}>
      {(profile) => (
        <figure class="calls-themself">
          <Show when={profile().has_picture}><Picture person={props.person} /></Show>
          <figcaption>
            <Show when={profile().name !== ""}><div><Sentence text={t("calls-themself", { name: isolated(profile().name) })} /></div></Show>
            <Show when={profile().status !== ""}><q class="block"><bdi dir="auto">{harmless(profile().status)}</bdi></q></Show>
            <span class="soft small block">{t("calls-themself-hint")}</span>
          </figcaption>
        </figure>
      )}
    </Show>
  );
}

function Picture(props: { person: Person }): JSX.Element {
  const address = addressOfPicture(async () => bytesOf((await ask("profile", { account: props.person.account, account_key: props.person.account_key }))?.picture ?? ""), MOST_PREVIEW_PIXELS);
  return <Show when={address()}>{(src) => <img class="profile-picture" src={src()} alt={t("profile-picture-of", { who: isolated(props.person.account) })} />}</Show>;
}
