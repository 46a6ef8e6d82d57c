import type { Extractor } from './extractor'
import { type Candidate, pickOnly } from './pick-candidate'
import { spokenEmails } from './spoken-email'

const written =
  /(?<![\p{L}\p{N}_.+-])([a-z0-9][\w.+%'-]{0,63})@((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?![\p{L}\p{N}_-])/giu
const cue = /\b(?:e-?mail|mail|reach|contact|write|address)\b/iu

/** Written addresses anywhere; spoken ones ("jo dot doe at example dot com") too. The domain comes out in lower case. */
export const extractEmail: Extractor = (text, { asked }) => {
  const candidates = writtenEmails(text)
  return pickOnly(text, candidates.length > 0 || (!asked && !cue.test(text)) ? candidates : spokenEmails(text))
}

function writtenEmails(text: string): Candidate[] {
  return [...text.matchAll(written)].map((match) => ({
    value: `${localPart(match[1] ?? '')}@${(match[2] ?? '').toLowerCase()}`,
    raw: match[0],
    at: match.index,
    confidence: 0.98,
  }))
}

function localPart(part: string): string {
  return part === part.toUpperCase() ? part.toLowerCase() : part
}
