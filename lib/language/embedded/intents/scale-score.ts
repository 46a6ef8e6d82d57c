/**
 * Maps a raw score to 0–1 so that `accept`, where this engine starts to believe it, lands on the author's `threshold`.
 * Monotone: order is kept.
 */
export function scaleScore(raw: number, accept: number, threshold: number): number {
  const score = Math.min(1, Math.max(0, raw))
  if (score < accept) return Math.max(0, Math.min(threshold * (score / accept), threshold - Number.EPSILON))
  return threshold + (1 - threshold) * ((score - accept) / (1 - accept || 1))
}
