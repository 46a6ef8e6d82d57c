/** pgvector's own limit. */
const mostNumbers = 16_000

/** What pgvector takes; the nearest to anything else is nothing. */
export function isComparable(vector: Float32Array): boolean {
  return vector.length > 0 && vector.length <= mostNumbers && vector.every(Number.isFinite)
}
