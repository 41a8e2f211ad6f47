import { createSignal, For, onCleanup, onMount, Show, type JSX } from "solid-js";
import { failureKey, notices, putAway } from "../app/notices";
import { go } from "../app/route";
import { status } from "../app/world";
import { Wordmark } from "../look/Wordmark";
import { Icon } from "../parts/Icon";
import { Sentence } from "../parts/Sentence";
import { isolated } from "../words/names";
import { t } from "../words/words";

/** Before anything is known. Words come only when it takes long enough to wonder. */
export function Starting(): JSX.Element {
  const [isLong, setLong] = createSignal(false);
  onMount(() => {
    const timer = setTimeout(() => setLong(true), 1500);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <main class="alone">
      <Wordmark />
      <h1 class="said-only">{t("starting")}</h1>
      <p role="status" class="soft">{isLong() ? t("starting-long") : ""}</p>
    </main>
  );
}

export function Failed(): JSX.Element {
  return (
    <main class="alone">
      <Wordmark />
      <h1>{t("failed-title")}</h1>
      <p>{t(failureKey(status().trouble))}</p>
      <Show when={status().detail}>{(detail) => <p class="small soft mono" dir="ltr" lang="en">{detail()}</p>}</Show>
      <button type="button" class="button" data-kind="main" onClick={() => location.reload()}>{t("try-again")}</button>
    </main>
  );
}

/** Short breaks mend themselves; only what lasts is worth a line on the screen. */
const PATIENCE_MS = 2000;

export function ConnectionLine(): JSX.Element {
  const [isLasting, setLasting] = createSignal(false);
  let since: number | undefined;
  onMount(() => {
    const timer = setInterval(() => {
      const isAway = status().connection === "waiting" || status().connection === "connecting";
      since = isAway ? (since ?? Date.now()) : undefined;
      setLasting(since !== undefined && Date.now() - since >= PATIENCE_MS);
    }, 500);
    onCleanup(() => clearInterval(timer));
  });
  const stops = () => ["device_refused", "device_revoked", "other_relay", "unsupported_version"].includes(status().trouble ?? "");
  return (
    <div role="status">
      <Show when={stops() || isLasting()}>
        <div class="notice" data-kind={stops() ? "wax" : undefined}>
          <Icon name="offline" />
          <div class="grow">
            <strong>{stops() ? t(failureKey(status().trouble)) : t("offline")}</strong>
            {stops() ? t("stopped-hint") : t("offline-hint")}
          </div>
        </div>
      </Show>
    </div>
  );
}

/** What the engine has told that no screen is about. */
export function Notices(): JSX.Element {
  return (
    <div role="status">
      <For each={notices()}>
        {(notice) => (
          <div class="notice" data-kind="wax">
            <Icon name="warning" />
            <div class="grow">
              <strong><Sentence text={t(notice.key, { person: isolated(notice.person ?? ""), ...notice.values })} /></strong>
              <Show when={notice.why}>{(why) => <span class="block">{t(why())}</span>}</Show>
              <Show when={notice.detail}><bdi lang="en" class="soft">{notice.detail}</bdi></Show>
              <Show when={notice.person}>
                {(person) => (
                  <button type="button" class="button" data-kind="quiet" onClick={() => go({ at: "verify", person: person() })}>{t("compare-now")}</button>
                )}
              </Show>
              <Show when={notice.knock}>
                {(knock) => (
                  <button type="button" class="button" data-kind="quiet" onClick={() => go({ at: "room", room: knock().room, panel: "people" })}>{t("look-who")}</button>
                )}
              </Show>
            </div>
            <button type="button" class="button" data-kind="icon" aria-label={t("put-away")} onClick={() => putAway(notice.id)}>
              <Icon name="close" />
            </button>
          </div>
        )}
      </For>
    </div>
  );
}
