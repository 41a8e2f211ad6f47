import { Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { buildHash } from "../../offline/build";
import { t } from "../../words/words";

/** Which files this page is made of, in one number that two people can compare. */
export function Build(): JSX.Element {
  const found = answerOf(() => true, async () => ({ hash: await buildHash() }));
  return (
    <section class="part" aria-labelledby="build">
      <h2 id="build">{t("build")}</h2>
      <Show when={found()}>
        {(build) => (
          <Show when={build().hash} fallback={<p class="soft">{t("build-none")}</p>}>
            {(hash) => <p class="mono small" data-build><bdi dir="ltr">{hash().replaceAll(/(.{8})(?=.)/gu, "$1 ")}</bdi></p>}
          </Show>
        )}
      </Show>
      <p class="soft small">{t("build-hint")}</p>
    </section>
  );
}
