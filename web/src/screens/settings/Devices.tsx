import { createSignal, For, Show, type JSX } from "solid-js";
import { answerOf } from "../../app/answer";
import { keyOf } from "../../app/notices";
import { account, ask } from "../../app/world";
import type { Device } from "../../engine/client";
import { Icon } from "../../parts/Icon";
import { Modal } from "../../parts/Modal";
import { ScreenHead } from "../../parts/ScreenHead";
import { isolated } from "../../words/names";
import { shortDate } from "../../words/when";
import { t } from "../../words/words";

/** This person's devices. One that is lost is withdrawn from here. */
export default function Devices(): JSX.Element {
  const devices = answerOf(() => true, () => ask("devices", {}), (event) => event.event === "own_device" || event.event === "room");
  const [doomed, setDoomed] = createSignal<Device>();
  const isThis = (device: Device) => device.device === account()?.device;
  return (
    <div class="screen">
      <ScreenHead back={{ at: "settings" }} title={t("devices")} />
      <div class="screen-body">
        <section class="part">
          <p class="soft">{t("devices-hint")}</p>
          <ul>
            <For each={devices()}>
              {(device) => (
                <li class="list-line">
                  <Icon name="device" />
                  <span class="grow">
                    <bdi class="mono" dir="ltr">{device.device.slice(0, 16)}</bdi>
                    <span class="soft small block">
                      {isThis(device) ? t("this-device") : device.added_at === 0 ? t("there-from-start") : t("device-since", { date: shortDate(device.added_at) })}
                    </span>
                  </span>
                  <Show when={!isThis(device)}>
                    <button type="button" class="button" data-kind="grave" aria-label={t("withdraw-device", { device: isolated(device.device.slice(0, 8)) })} onClick={() => setDoomed(device)}>{t("withdraw")}</button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </section>
        <section class="part">
          <h2>{t("add-device")}</h2>
          <p class="soft">{t("add-device-hint")}</p>
        </section>
      </div>
      <Show when={doomed()}>{(device) => <Withdrawal device={device()} onClose={() => setDoomed(undefined)} onDone={devices.again} />}</Show>
    </div>
  );
}

function Withdrawal(props: { device: Device; onClose: () => void; onDone: () => void }): JSX.Element {
  const [wrong, setWrong] = createSignal<string>();
  const withdraw = () => {
    ask("revoke_device", { device: props.device.device })
      .then(() => {
        props.onDone();
        props.onClose();
      })
      .catch((error: unknown) => setWrong(keyOf(error)));
  };
  return (
    <Modal
      title={t("withdraw-title")}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" class="button" onClick={() => props.onClose()}>{t("keep")}</button>
          <button type="button" class="button" data-kind="grave" onClick={withdraw}>{t("withdraw")}</button>
        </>
      }
    >
      <p>{t("withdraw-hint")}</p>
      <Show when={wrong()}>{(key) => <p class="wax" role="alert">{t(key())}</p>}</Show>
    </Modal>
  );
}
