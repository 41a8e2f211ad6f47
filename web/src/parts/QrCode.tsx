import { encodeQR } from "qr";
import type { JSX } from "solid-js";

/** Dark on light in every theme: many readers do not know the inverse. */
export function QrCode(props: { text: string; label: string }): JSX.Element {
  const rows = () => encodeQR(props.text, "raw", { ecc: "medium", border: 3 });
  const path = () =>
    rows()
      .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
      .join("");
  return (
    <svg class="qr" viewBox={`0 0 ${rows().length} ${rows().length}`} role="img" aria-label={props.label} shape-rendering="crispEdges">
      <rect width="100%" height="100%" fill="#fff" />
      <path d={path()} fill="#111" />
    </svg>
  );
}
