// The page's side of the service worker: puts it to work, and says which build this is.

/** Where a browser has no service workers, or keeps nothing, the app works as long as the relay answers. */
export function keepForOffline(): void {
  const isServed = import.meta.env.PROD && import.meta.env["VITE_STAND_IN"] === undefined;
  if (isServed && "serviceWorker" in navigator)
    navigator.serviceWorker.register("/service-worker.js", { scope: "/", updateViaCache: "none" }).catch(() => undefined);
}

/** The hash that `cargo xtask web` printed for these files; nothing where they were not built for a relay. */
export async function buildHash(): Promise<string | undefined> {
  const answer = await fetch("/build.txt").catch(() => undefined);
  if (!answer?.ok || answer.headers.get("content-type")?.startsWith("text/plain") !== true) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
