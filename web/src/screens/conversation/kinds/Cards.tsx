import { createSignal, Show, type JSX } from "solid-js";
import { reportTrouble } from "../../../app/notices";
import { go } from "../../../app/route";
import { ask, ownAccount } from "../../../app/world";
import type { Contact, Link, Place } from "../../../engine/client";
import { Icon } from "../../../parts/Icon";
import { harmless, readable } from "../../../words/names";
import { t } from "../../../words/words";
import { coordinates, mapAddress } from "./inWords";

/** Somebody's address, by the word of who sent it; whether it is the person is for safety numbers to tell. */
export function ContactBody(props: { contact: Contact }): JSX.Element {
  const write = () =>
    ask("open_direct_room", { account: props.contact.account })
      .then(({ room }) => {
        if (room !== null) go({ at: "room", room });
      })
      .catch(reportTrouble);
  return (
    <div class="card">
      <span class="file-sign"><Icon name="person" size="24" /></span>
      <div class="file-about">
        <Show when={props.contact.name !== ""}><bdi class="file-name" dir="auto">{harmless(props.contact.name)}</bdi></Show>
        <bdi class="small" dir="ltr">{harmless(props.contact.account)}</bdi>
        <span class="soft small">{t("contact-hint")}</span>
      </div>
      <Show when={props.contact.account !== ownAccount()}>
        <div class="file-acts card-acts">
          <button type="button" class="button" data-kind="quiet" onClick={() => void write()}>{t("write-directly")}</button>
          <button type="button" class="button" data-kind="quiet" onClick={() => go({ at: "verify", person: props.contact.account })}>{t("verify")}</button>
        </div>
      </Show>
    </div>
  );
}

/** Somewhere, in words and numbers. A map is the system's own, and only by a press. */
export function PlaceBody(props: { place: Place }): JSX.Element {
  const [isCopied, setCopied] = createSignal(false);
  const copy = () => navigator.clipboard.writeText(coordinates(props.place).replaceAll(/[\u2066\u2069]/gu, "")).then(() => setCopied(true)).catch(reportTrouble);
  return (
    <div class="card">
      <span class="file-sign"><Icon name="place" size="24" /></span>
      <div class="file-about">
        <Show when={props.place.label !== ""}><span class="file-name" dir="auto">{readable(props.place.label)}</span></Show>
        <bdi class="small" dir="ltr">{coordinates(props.place)}</bdi>
        <Show when={props.place.accuracy !== null}><span class="soft small">{t("place-accuracy", { count: props.place.accuracy ?? 0 })}</span></Show>
      </div>
      <div class="file-acts card-acts">
        <button type="button" class="button" data-kind="quiet" onClick={() => void copy()}>{t("place-copy")}</button>
        <a class="button" data-kind="quiet" href={mapAddress(props.place)}>{t("place-map")}</a>
        <span class="said-only" role="status">{isCopied() ? t("place-copied") : ""}</span>
      </div>
    </div>
  );
}

/** What a link leads to, by the word of who wrote it; nothing was fetched. */
export function LinkCard(props: { link: Link }): JSX.Element {
  return (
    <a class="link-card" href={props.link.url} rel="noopener noreferrer nofollow" target="_blank">
      <bdi class="file-name" dir="auto">{harmless(props.link.title)}</bdi>
      <Show when={props.link.description}>{(text) => <span class="small" dir="auto">{harmless(text())}</span>}</Show>
      <bdi class="soft small" dir="ltr">{hostOf(props.link.url)}</bdi>
      <span class="soft small">{t("link-said")}</span>
    </a>
  );
}

/** Where it leads in truth, as the browser reads it. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : harmless(url);
}
