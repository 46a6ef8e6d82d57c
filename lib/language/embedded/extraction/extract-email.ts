import type { Extractor } from './extractor'
import { type Candidate, pickOnly } from './pick-candidate'

const written = /(?<![\w.+-])([a-z0-9][\w.+%'-]{0,63})@((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?![\w-])/giu
const spoken =
  /(?<![\w.])((?:[a-z0-9][\w+-]{0,40})(?:\s?(?:\.|\(dot\)|\[dot\]|\sdot\s|\sunderscore\s|\sdash\s)\s?[a-z0-9][\w+-]{0,40}){0,4})\s?(?:\(at\)|\[at\]|\sat\s|@)\s?((?:[a-z0-9-]{1,63}\s?(?:\.|\(dot\)|\[dot\]|\sdot\s)\s?){1,4}[a-z]{2,24})(?![\w])/giu

const cue = /\b(?:e-?mail|mail|reach|contact|write|address)\b/iu
/** "One two three at …": the name before the sign is longer than what could be read. */
const spelledBefore = /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|minus|hyphen)\s$/iu

/** Written addresses anywhere; spoken ones ("jo dot doe at example dot com") too. The domain comes out in lower case. */
export const extractEmail: Extractor = (text, { asked }) => {
  const candidates = candidatesOf(text, written, 0.98)
  return pickOnly(
    text,
    candidates.length > 0 || (!asked && !cue.test(text)) ? candidates : candidatesOf(text, spoken, 0.85),
  )
}

function candidatesOf(text: string, pattern: RegExp, confidence: number): Candidate[] {
  return [...text.matchAll(pattern)]
    .filter((match) => !spelledBefore.test(text.slice(Math.max(0, match.index - 12), match.index)))
    .map((match) => ({
      value: `${localPart(unspoken(match[1] ?? ''))}@${unspoken(match[2] ?? '').toLowerCase()}`,
      raw: match[0],
      at: match.index,
      confidence,
    }))
}

function localPart(part: string): string {
  return part === part.toUpperCase() ? part.toLowerCase() : part
}

function unspoken(part: string): string {
  return part
    .replace(/\s?(?:\(dot\)|\[dot\]|\bdot\b)\s?/giu, '.')
    .replace(/\s?\bunderscore\b\s?/giu, '_')
    .replace(/\s?\bdash\b\s?/giu, '-')
    .replace(/\s/gu, '')
    .replace(/\.{2,}/gu, '.')
}
