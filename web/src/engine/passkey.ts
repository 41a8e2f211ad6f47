// Passkeys with the extension `prf` (WebAuthn): what they give unlocks the key of what is stored here.
// A worker cannot ask for one, so the page does, after a click or a key.

import { EngineError } from "./client";
import type { Lock, LockHint, Unlocking } from "./generated";

function useless(message: string): EngineError {
  return new EngineError({ name: "passkey", message });
}

/** Waits for the person. One who closes the browser's question, or lets it pass, has decided nothing for ever. */
async function asked(question: Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await question;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "NotAllowedError")
      throw new EngineError({ name: "passkey_unused", message: thrown.message });
    throw useless(thrown instanceof Error ? thrown.message : "no passkey");
  }
}

/** Whether this browser may have such passkeys; whether the authenticator does shows when one is made. */
export async function canUsePasskey(): Promise<boolean> {
  if (typeof PublicKeyCredential === "undefined") return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
}

/** Makes a passkey for `account` and answers the lock to `create` or `protect` with. */
export async function makePasskey(hint: LockHint, account: string): Promise<Lock> {
  const credential = await asked(navigator.credentials.create({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      rp: { name: "Corridor" },
      user: {
        id: crypto.getRandomValues(new Uint8Array(16)),
        name: account,
        displayName: account,
      },
      pubKeyCredParams: [
        { type: "public-key", alg: -7 },
        { type: "public-key", alg: -8 },
        { type: "public-key", alg: -257 },
      ],
      authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
      extensions: { prf: {} },
    },
  }));
  if (!(credential instanceof PublicKeyCredential)) throw useless("no passkey was made");
  if (!credential.getClientExtensionResults().prf?.enabled)
    throw useless("no prf");
  const id = toText(new Uint8Array(credential.rawId));
  const unlocking = await usePasskey({ ...hint, credential: id });
  return { ...unlocking, credential: id };
}

/** Asks for the passkey that `hint` names and answers what to `unlock` with. */
export async function usePasskey(hint: LockHint): Promise<Unlocking & { protection: "passkey" }> {
  const known = hint.credential === null ? [] : [{ type: "public-key", id: toBytes(hint.credential) } as const];
  const credential = await asked(navigator.credentials.get({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      allowCredentials: known,
      userVerification: "required",
      extensions: { prf: { eval: { first: toBytes(hint.prf_input) } } },
    },
  }));
  const results =
    credential instanceof PublicKeyCredential ? credential.getClientExtensionResults() : {};
  const first = results.prf?.results?.first;
  if (first === undefined) throw useless("no prf");
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return { protection: "passkey", secret: toText(bytes) };
}

function toText(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
