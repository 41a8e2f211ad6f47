import "./arrival.css";
import { createSignal, Match, Switch, type JSX } from "solid-js";
import { Wordmark } from "../../look/Wordmark";
import { LanguageChoice } from "../settings/LanguageChoice";
import { setArriving } from "./invitation";
import { Done } from "./Done";
import { Joining } from "./Joining";
import { Recovering } from "./Recovering";
import { RecoveryWords } from "./RecoveryWords";

type Step = "join" | "recover" | "words" | "done";

/** From an invitation to the first conversation: a name, the recovery words, done. */
export default function Arrival(): JSX.Element {
  const [step, setStep] = createSignal<Step>("join");
  setArriving(true);
  return (
    <div class="arrival">
      <header class="arrival-head">
        <Wordmark />
        <LanguageChoice compact />
      </header>
      <main class="arrival-sheet">
        <Switch>
          <Match when={step() === "join"}>
            <Joining onJoined={() => setStep("words")} onRecover={() => setStep("recover")} />
          </Match>
          <Match when={step() === "recover"}>
            <Recovering onJoined={() => setStep("done")} onBack={() => setStep("join")} />
          </Match>
          <Match when={step() === "words"}><RecoveryWords onDone={() => setStep("done")} /></Match>
          <Match when={step() === "done"}><Done onDone={() => setArriving(false)} /></Match>
        </Switch>
      </main>
    </div>
  );
}
