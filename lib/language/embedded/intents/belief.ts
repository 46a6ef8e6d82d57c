// Fitted by logistic regression on the development sets of bench/language.
const steepness = 13
const marginWeight = 0.47
const cappedMargin = 0.3
const logitAtAccept = Math.log(0.7 / 0.3)

/**
 * How likely it is, 0–1, that an intent is meant: from its raw score and how far that lies above (or below) the best of the
 * others. At 0.7 stands what this engine believes where the author sets nothing, `accept` being its node's raw score for
 * that; an author's higher threshold is stricter and a lower one looser. More of either number is never less belief.
 */
export function belief(raw: number, margin: number, accept: number): number {
  if (raw >= 1) return 1
  const lead = Math.min(cappedMargin, Math.max(-cappedMargin, margin))
  return 1 / (1 + Math.exp(-steepness * (raw + marginWeight * lead - accept) - logitAtAccept))
}
