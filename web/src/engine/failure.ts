import type { Failure } from "./generated";

/** The engine throws the JSON of a failure; whatever else is thrown is a defect, and says so. */
export function toFailure(thrown: unknown): Failure {
  if (typeof thrown === "string" && thrown.startsWith("{")) return JSON.parse(thrown) as Failure;
  if (thrown instanceof Error) return { name: "internal", message: String(thrown) };
  if (typeof thrown === "object" && thrown !== null && "name" in thrown && "message" in thrown)
    return { name: String(thrown.name), message: String(thrown.message) };
  return { name: "internal", message: String(thrown) };
}
