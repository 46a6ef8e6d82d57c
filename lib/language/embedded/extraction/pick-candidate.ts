import type { Found } from './extractor'

/** A value that could be meant, and where in the text it stands. */
export type Candidate = Found & { at: number }

const refused =
  /(?:\bnot|\bisn'?t|\bwasn'?t|\binstead of|\brather than|\bbut not|\bexcept|\banything but|\bno longer|\b(?:can'?t|cannot|couldn'?t|won'?t)(?: (?:do|make(?: it)?|come|be there))?)\s+(?:(?:on|at|the|for|in)\s+){0,2}$/iu
const former =
  /\b(?:was|were|used to (?:be|live)|moved from|formerly|before it was)\s+(?:(?:on|at|the|for|in)\s+){0,2}$/iu
const either = /^[\s,]*(?:or|to|and|through|-|–|\/)[\s,]*(?:(?:on|at|the|maybe|a|possibly)\s+){0,2}$/iu
const corrects =
  /\b(?:no|nope|sorry|oops|wait|actually|rather|i mean|i meant|make (?:it|that)|scratch that|correction|change (?:it|that)|better|should be|(?:but|so) (?:please )?use|please use|prefer|too (?:late|early|soon|many|few|much)|(?:doesn'?t|does not|won'?t|will not) (?:work|do)|(?:not|isn'?t) (?:possible|good|ideal)|let'?s say|instead|typo|well(?=,)|(?:mov|reschedul|chang|shift|switch|postpon)\w{0,4}(?: it)? to)\b|(?:^|\s)\*/iu
const insteadAfter = /^[\s,]{0,3}(?:instead(?! of)|rather(?! than)|is better|was a typo)/iu

/** True where the words between two values take the first one back. */
export function takesBack(between: string): boolean {
  return corrects.test(between)
}

/** The one that is meant: never one that is refused ("not Monday"), and after a correction ("no sorry, Tuesday") the later. */
export function pickCandidate(text: string, candidates: readonly Candidate[]): Candidate | null {
  const meant = notTakenBack(text, candidates)
    .sort((one, other) => one.at - other.at)
    .slice(0, 30)
  let chosen = meant[0] ?? null
  let previous = chosen
  for (const one of meant.slice(1)) {
    if (!chosen || !previous) break
    const between = text.slice(previous.at + previous.raw.length, one.at)
    const after = text.slice(one.at + one.raw.length, one.at + one.raw.length + 30)
    if (takesBack(between) || insteadAfter.test(after)) chosen = one
    else if (one.confidence > chosen.confidence) chosen = one
    previous = one
  }
  return chosen
}

export function notTakenBack(text: string, candidates: readonly Candidate[]): Candidate[] {
  const before = (one: Candidate) => text.slice(Math.max(0, one.at - 40), one.at)
  const offered = candidates.filter((one) => !refused.test(before(one)))
  const current = offered.filter((one) => !former.test(before(one)))
  return current.length > 0 ? current : offered
}

/** As `pickCandidate`, and null where two are left open: "Monday or Tuesday", "between 2 and 4". */
export function pickOnly(text: string, candidates: readonly Candidate[]): Candidate | null {
  const chosen = pickCandidate(text, candidates)
  if (!chosen) return null
  const isOpen = notTakenBack(text, candidates)
    .slice(0, 30)
    .some((other) => {
      const [first, second] = other.at < chosen.at ? [other, chosen] : [chosen, other]
      return other.value !== chosen.value && either.test(text.slice(first.at + first.raw.length, second.at))
    })
  return isOpen ? null : chosen
}
