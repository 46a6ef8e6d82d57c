import type { Extractor } from './extractor'
import { wordRole } from './lexicon'
import { notNames } from './not-names'
import { type Candidate, pickCandidate } from './pick-candidate'

const cue =
  /\b(?:(?:i )?(?:live|living|located|based|reside|staying) (?:in|near|at)|(?:i'?m|i am|we'?re|calling|jack|am) (?:from|in)|city(?: is|:)|town(?: is|:)|from|moved to)\s+/giu
const place = /[\p{L}][\p{L}\p{M}'’.-]{1,30}(?: [\p{L}][\p{L}\p{M}'’.-]{1,30}){0,2}/uy

/** A place by its cue ("I live in Austin") or, asked, alone. */
export const extractCity: Extractor = (text, { asked }) => {
  const said = text.slice(0, 400)
  const candidates = [...said.matchAll(cue)]
    .slice(0, 10)
    .flatMap((match) => placeAt(said, match.index + match[0].length, 0.85))
  const start = /^\s*(?:it'?s |in |from )?/iu.exec(said)?.[0].length ?? 0
  const alone = asked && said.trim().split(/\s+/u).length <= 5 ? placeAt(said, start, 0.75) : []
  const found = pickCandidate(said, candidates.length > 0 ? candidates : alone)
  return found && { value: found.value, raw: found.raw, confidence: found.confidence }
}

function placeAt(text: string, at: number, confidence: number): Candidate[] {
  place.lastIndex = at
  const words = place.exec(text)?.[0].split(' ') ?? []
  const end = words.findIndex((word) => notNames.has(word.toLowerCase().replace(/\.$/u, '')))
  const kept = (end < 0 ? words : words.slice(0, end)).slice(0, 3)
  const first = kept[0]
  if (!first) return []
  const capital = /^\p{Lu}/u.test(first)
  const lone = kept.length === 1 && !capital && wordRole(text, at, first) === 'other' && text.trim() !== first
  if (lone) return []
  const raw = kept.join(' ').replace(/[.'’-]+$/u, '')
  return [{ value: raw.replace(/(?:^| )\p{Ll}/gu, (start) => start.toUpperCase()), raw, at, confidence }]
}
