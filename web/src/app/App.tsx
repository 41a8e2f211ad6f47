import { lazy, Match, Suspense, Switch, type JSX } from "solid-js";
import { Wordmark } from "../look/Wordmark";
import { Failed, Starting } from "../screens/Trouble";
import { arriving } from "../screens/arrival/invitation";
import { account, accountIsKnown, status } from "./world";
import { Home } from "./Home";

const Arrival = lazy(() => import("../screens/arrival/Arrival"));
const Unlock = lazy(() => import("../screens/arrival/Unlock"));

export function App(): JSX.Element {
  const needsAccount = () =>
    status().phase === "new" || arriving() || (accountIsKnown() && account()?.registered !== true);
  return (
    <Suspense fallback={<Blank />}>
      <Switch fallback={<Starting />}>
        <Match when={status().phase === "failed"}><Failed /></Match>
        <Match when={status().phase === "locked"}><Unlock /></Match>
        <Match when={needsAccount()}><Arrival /></Match>
        <Match when={status().phase === "open" && accountIsKnown()}><Home /></Match>
      </Switch>
    </Suspense>
  );
}

function Blank(): JSX.Element {
  return <div class="alone"><Wordmark /></div>;
}
