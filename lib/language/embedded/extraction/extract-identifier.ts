import type { Extractor } from './extractor'
import { type Candidate, pickCandidate } from './pick-candidate'

const token = /(?<![\w@.])#?(?=[A-Z0-9-]{0,19}\d)([A-Z0-9](?:[A-Z0-9-]{1,22}[A-Z0-9])?)(?![\w@]|\.\d)/giu

/** An account, order or policy number: letters and digits, at least one digit. Unasked only right after its own name. */
export const extractIdentifier: Extractor = (text, { asked, subject }) => {
  const candidates = [...text.matchAll(token)].flatMap((match): Candidate[] => {
    const before = text.slice(Math.max(0, match.index - 35), match.index).toLowerCase()
    const named = subject.some((word) => before.includes(word))
    if (!named && !asked) return []
    return [{ value: match[1] ?? match[0], raw: match[0], at: match.index, confidence: named ? 0.9 : 0.8 }]
  })
  return pickCandidate(text, candidates)
}
