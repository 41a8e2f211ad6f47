/** As the relay will check it: letters a to z, digits, and . _ - between them. */
export function isAccountName(name: string): boolean {
  return name.length <= 32 && /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/u.test(name);
}
