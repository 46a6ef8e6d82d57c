/** The time in a UUIDv7, in milliseconds since the epoch: the `created_at` of the row it names. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
