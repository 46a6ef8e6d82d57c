/** A random id. `randomUUID` exists on https and localhost only; this works on a plain address of the local network too. */
export function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
