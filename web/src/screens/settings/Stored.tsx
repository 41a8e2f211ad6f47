import { createSignal, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { reportTrouble } from "../../app/notices";
import { forgetPush } from "../../app/push";
import { allRooms, ask } from "../../app/world";
import { Modal } from "../../parts/Modal";
import { bytesInWords } from "../../words/when";
import { t } from "../../words/words";

/** What lies on this device: how much, a copy of it, and an end to it. */
export function Stored(): JSX.Element {
  const storage = answerOf(() => true, () => ask("storage", {}));
  const [isErasing, setErasing] = createSignal(false);
  const [isExporting, setExporting] = createSignal(false);

  const save = async () => {
    setExporting(true);
    const { saveExport } = await import("./export");
    await saveExport(allRooms()).catch(reportTrouble);
    setExporting(false);
  };

  return (
    <section class="part" aria-labelledby="stored">
      <h2 id="stored">{t("stored")}</h2>
      <Show when={storage()}>
        {(use) => (
          <>
            <p>{t("stored-used", { used: bytesInWords(use().used_bytes), quota: bytesInWords(use().quota_bytes) })}</p>
            <meter class="meter" min="0" max={use().quota_bytes} value={use().used_bytes} aria-label={t("stored")} />
            <p class="soft small">{use().persistent ? t("stored-persistent") : t("stored-fleeting")}</p>
          </>
        )}
      </Show>
      <div class="row">
        <button type="button" class="button" disabled={isExporting()} onClick={() => void save()}>{t("export")}</button>
        <button type="button" class="button" data-kind="grave" onClick={() => setErasing(true)}>{t("erase")}</button>
      </div>
      <p class="soft small">{t("export-hint")}</p>
      <Show when={isErasing()}>
        <Modal
          title={t("erase-title")}
          onClose={() => setErasing(false)}
          foot={
            <>
              <button type="button" class="button" onClick={() => setErasing(false)}>{t("keep")}</button>
              <button type="button" class="button" data-kind="grave" onClick={() => forgetPush().catch(() => undefined).then(() => ask("erase", {})).then(() => location.reload()).catch(reportTrouble)}>{t("erase")}</button>
            </>
          }
        >
          <p>{t("erase-hint")}</p>
        </Modal>
      </Show>
    </section>
  );
}
