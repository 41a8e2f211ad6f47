// What the engine will allow, so that a screen offers nothing else. The engine decides (sealing's policy).

import type { RoleName } from "../../engine/client";

export const ROLES: readonly RoleName[] = ["owner", "admin", "member", "guest"];

/** Owner first. */
const rank = (role: RoleName) => ROLES.length - ROLES.indexOf(role);

export function mayChangeRoom(own: RoleName): boolean {
  return rank(own) >= rank("admin");
}

export function mayRemove(own: RoleName, other: RoleName): boolean {
  return own === "owner" || (mayChangeRoom(own) && rank(own) > rank(other));
}

/** The roles that one may give to somebody who has `current`: an owner any, an admin those below. */
export function rolesToGive(own: RoleName, current: RoleName): readonly RoleName[] {
  if (own === "owner") return ROLES;
  const isBelow = current === "member" || current === "guest";
  return own === "admin" && isBelow ? ["member", "guest"] : [];
}
