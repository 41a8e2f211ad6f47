import type { JSX } from "solid-js";
import { ask } from "../../app/world";
import type { Statement } from "../../engine/client";
import { Modal } from "../../parts/Modal";
import { t } from "../../words/words";
import { present } from "./marked";
import { WordsForm } from "./WordsForm";

/** The next version, by who holds the pen. */
export function PenSheet(props: { statement: Statement; onClose: () => void }): JSX.Element {
  const version = present(props.statement);
  const send = async (title: string, paragraphs: string[]) => {
    await ask("revise_statement", { local_id: props.statement.local_id, version: version.hash, words: { title, paragraphs }, taken: [], declined: [] });
    props.onClose();
  };
  return (
    <Modal title={t("statement-revise")} onClose={props.onClose}>
      <WordsForm title={version.title} paragraphs={version.paragraphs.map((one) => one.text)} send={t("statement-revise-send")} onSend={send} />
    </Modal>
  );
}
