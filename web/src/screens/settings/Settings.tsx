import "../arrival/arrival.css";
import { createSignal, Show, type JSX } from "solid-js";
import { addressOf } from "../../app/route";
import { ownAccount } from "../../app/world";
import { Icon } from "../../parts/Icon";
import { Monogram } from "../../parts/Person";
import { ScreenHead } from "../../parts/ScreenHead";
import { harmless } from "../../words/names";
import { t } from "../../words/words";
import { ShortcutList } from "../ShortcutList";
import { Appearance } from "./Appearance";
import { Blocked } from "./Blocked";
import { Build } from "./Build";
import { Glance } from "./Glance";
import { Known } from "./Known";
import { Privacy } from "./Privacy";
import { Standing } from "./Standing";
import { Stored } from "./Stored";
import { Waking } from "./Waking";

export default function Settings(): JSX.Element {
  const [isListing, setListing] = createSignal(false);
  return (
    <div class="screen">
      <ScreenHead back={{ at: "home" }} title={t("settings")} />
      <div class="screen-body">
        <section class="part">
          <div class="list-line">
            <Monogram of={ownAccount() ?? ""} />
            <strong class="grow"><bdi dir="ltr">{harmless(ownAccount() ?? "")}</bdi></strong>
          </div>
          <div class="row">
            <a class="button" href={addressOf({ at: "devices" })}><Icon name="device" />{t("devices")}</a>
            <a class="button" href={addressOf({ at: "storage" })}><Icon name="file" />{t("storage-title")}</a>
            <button type="button" class="button" onClick={() => setListing(true)}><Icon name="keyboard" />{t("shortcuts")}</button>
          </div>
        </section>
        <Known />
        <Standing />
        <Appearance />
        <Glance />
        <Waking />
        <Privacy />
        <Blocked />
        <Stored />
        <Build />
      </div>
      <Show when={isListing()}><ShortcutList onClose={() => setListing(false)} /></Show>
    </div>
  );
}
