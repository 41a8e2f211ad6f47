import "./home.css";
import { createSignal, lazy, Match, onCleanup, onMount, Show, Suspense, Switch, type JSX } from "solid-js";
import { Mark } from "../look/Wordmark";
import { Conversation } from "../screens/conversation/Conversation";
import { ConversationList } from "../screens/conversations/ConversationList";
import { Switcher } from "../screens/conversations/Switcher";
import { ShortcutList } from "../screens/ShortcutList";
import { ConnectionLine, Notices } from "../screens/Trouble";
import { t } from "../words/words";
import { LiveMessages } from "./LiveMessages";
import { readAliases } from "./aliases";
import { glance, setGlance } from "./glance";
import { go, openRoom, route } from "./route";
import { useShortcuts } from "./shortcuts";
import { rooms } from "./world";

const NewConversation = lazy(() => import("../screens/conversations/NewConversation"));
const Knocking = lazy(() => import("../screens/door/Knocking"));
const AskAround = lazy(() => import("../screens/soundings/AskAround"));
const StatementScreen = lazy(() => import("../screens/statement/StatementScreen"));
const Draft = lazy(() => import("../screens/statement/Draft"));
const Soundings = lazy(() => import("../screens/soundings/Soundings"));
const Search = lazy(() => import("../screens/search/Search"));
const Settings = lazy(() => import("../screens/settings/Settings"));
const Marked = lazy(() => import("../screens/marked/Marked"));
const Devices = lazy(() => import("../screens/settings/Devices"));
const Storage = lazy(() => import("../screens/gallery/Storage"));
const Verification = lazy(() => import("../screens/verify/Verification"));

export function Home(): JSX.Element {
  const [isSwitching, setSwitching] = createSignal(false);
  const [isListing, setListing] = createSignal(false);

  const step = (by: number) => {
    const list = rooms().filter((room) => !room.archived);
    const at = list.findIndex((room) => room.room === openRoom());
    const next = list[Math.max(0, Math.min(list.length - 1, at + by))];
    if (next !== undefined) go({ at: "room", room: next.room });
  };

  // Another window may have changed them while one did not look here.
  const again = () => {
    if (!document.hidden) void readAliases().catch(() => undefined);
  };
  onMount(() => {
    again();
    document.addEventListener("visibilitychange", again);
    onCleanup(() => document.removeEventListener("visibilitychange", again));
  });

  useShortcuts([
    { keys: "Ctrl+k", does: "key-switch", run: () => setSwitching(true) },
    { keys: "?", does: "key-list", run: () => setListing(true) },
    { keys: "Alt+ArrowDown", does: "key-next", run: () => step(1) },
    { keys: "Alt+ArrowUp", does: "key-previous", run: () => step(-1) },
    { keys: "Alt+f", does: "search-all", run: () => go({ at: "search" }) },
    { keys: "Alt+g", does: "key-glance", everywhere: true, run: () => setGlance(!glance()) },
    { keys: "Alt+n", does: "key-new", run: () => go({ at: "new" }) },
    { keys: "Alt+s", does: "key-settings", run: () => go({ at: "settings" }) },
    { keys: "Escape", does: "key-back", run: () => goBack() },
  ]);

  return (
    <div class="home" data-at={route().at}>
      <a class="skip button" href="#main-content" onClick={(event) => { event.preventDefault(); document.getElementById("main-content")?.focus(); }}>{t("skip")}</a>
      <div class="home-list"><ConversationList onSwitch={() => setSwitching(true)} /></div>
      <main class="home-main" id="main-content" tabindex="-1">
        <ConnectionLine />
        <Notices />
        <Suspense>
          <Switch fallback={<Nothing />}>
            <Match when={openRoom()} keyed>{(room) => <Conversation room={room} />}</Match>
            <Match when={route().at === "new"}><NewConversation /></Match>
            <Match when={route().at === "knock"}><Knocking /></Match>
            <Match when={route().at === "ask"}><AskAround /></Match>
            <Match when={route().at === "soundings"}><Soundings /></Match>
            <Match when={route().at === "draft"}><Draft /></Match>
            <Match when={route().at === "statement"}><StatementScreen /></Match>
            <Match when={route().at === "search"}><Search /></Match>
            <Match when={route().at === "settings"}><Settings /></Match>
            <Match when={route().at === "marked"}><Marked /></Match>
            <Match when={route().at === "devices"}><Devices /></Match>
            <Match when={route().at === "storage"}><Storage /></Match>
            <Match when={personToVerify()} keyed>{(person) => <Verification person={person} />}</Match>
          </Switch>
        </Suspense>
      </main>
      <LiveMessages />
      <Show when={isSwitching()}><Switcher onClose={() => setSwitching(false)} /></Show>
      <Show when={isListing()}><ShortcutList onClose={() => setListing(false)} /></Show>
    </div>
  );
}

function personToVerify(): string | undefined {
  const here = route();
  return here.at === "verify" ? here.person : undefined;
}

/** Escape leads from a panel to its room, and from anything else to the list. */
function goBack(): void {
  const here = route();
  if (here.at === "room" && here.panel !== undefined) go({ at: "room", room: here.room });
  else if (here.at === "draft") go({ at: "room", room: here.room });
  else if (here.at === "statement" && here.view !== undefined) go({ at: "statement", item: here.item });
  else if (here.at === "ask" || (here.at === "soundings" && here.sounding !== undefined)) go({ at: "soundings" });
  else go({ at: here.at === "devices" || here.at === "storage" ? "settings" : here.at === "knock" ? "new" : "home" });
}

function Nothing(): JSX.Element {
  return (
    <div class="alone nothing">
      <Mark size="56" />
      <h1 class="soft">{rooms().length === 0 ? t("nothing-yet") : t("nothing-open")}</h1>
      <p class="soft">{t("nothing-hint")}</p>
    </div>
  );
}
