/** People as they are typed: separated by commas or spaces, and of one's own relay unless they say another. */
export function peopleIn(text: string, ownAccountName: string | undefined): string[] {
  const relay = ownAccountName?.slice(ownAccountName.lastIndexOf("@")) ?? "";
  const typed = text.split(/[\s,;\u060C\uFF0C\u3001]+/u).filter((name) => name !== "");
  const full = typed.map((name) => (name.includes("@") ? name : name + relay).toLowerCase());
  return [...new Set(full)];
}
