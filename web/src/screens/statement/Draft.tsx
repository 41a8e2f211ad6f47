import "./statement.css";
import type { JSX } from "solid-js";
import { go, route } from "../../app/route";
import { ask } from "../../app/world";
import { ScreenHead } from "../../parts/ScreenHead";
import { t } from "../../words/words";
import { WordsForm } from "./WordsForm";

/** The first version, put to a room. */
export default function Draft(): JSX.Element {
  const here = route();
  const room = here.at === "draft" ? here.room : "";
  const send = async (title: string, paragraphs: string[]) => {
    await ask("propose_statement", { room, title, paragraphs });
    go({ at: "room", room });
  };
  return (
    <div class="screen">
      <ScreenHead back={{ at: "room", room }} title={t("statement-new")} />
      <div class="screen-body"><WordsForm title="" paragraphs={[]} send={t("statement-propose")} onSend={send} /></div>
    </div>
  );
}
