import type { Extractor, Found } from './extractor'
import { type Candidate, pickCandidate } from './pick-candidate'

const ordinals: readonly [pattern: RegExp, at: number][] = [
  [/\b(?:the )?(?:first|1st)(?: one| option| choice)?\b|\b(?:option|number|choice) (?:1|one|a)\b|^\W*(?:1|a)\W*$/iu, 0],
  [
    /\b(?:the )?(?:second|2nd)(?: one| option| choice)?\b|\b(?:option|number|choice) (?:2|two|b)\b|^\W*(?:2|b)\W*$/iu,
    1,
  ],
  [
    /\b(?:the )?(?:third|3rd)(?: one| option| choice)?\b|\b(?:option|number|choice) (?:3|three|c)\b|^\W*(?:3|c)\W*$/iu,
    2,
  ],
  [
    /\b(?:the )?(?:fourth|4th)(?: one| option| choice)?\b|\b(?:option|number|choice) (?:4|four|d)\b|^\W*(?:4|d)\W*$/iu,
    3,
  ],
]

/** `names`: what it may be called. */
export type Option = { value: string; names: readonly string[] }

/** One of `choices`, in the author's spelling: whole, by its telling words, misspelt, or by its place in the list. */
export function extractChoice(choices: readonly string[]): Extractor {
  return extractOption(choices.map((choice) => ({ value: choice, names: [choice] })))
}

/** As `extractChoice`, where a choice has several names. `hollow`: words that tell none, as "plan" in "the pro plan". */
export function extractOption(options: readonly Option[], hollow: readonly string[] = []): Extractor {
  return (text, { asked }) => {
    const named = optionsNamed(text, options, hollow)
    return named.length > 0 ? onlyOne(text, named) : asked ? byPlace(text, options) : null
  }
}

/** Every mention of an option. */
export function optionsNamed(text: string, options: readonly Option[], hollow: readonly string[] = []): Candidate[] {
  const all = options.flatMap((option) => [
    ...option.names.flatMap((name) => occurrences(text, name, option.value)),
    ...partly(text, option, options, hollow),
  ])
  return all.filter((one) => !all.some((other) => other !== one && covers(other, one)))
}

/** Two choices without a correction are no choice. */
function onlyOne(text: string, named: readonly Candidate[]): Found | null {
  const level = named.map((one) => ({ ...one, confidence: 0 }))
  const chosen = pickCandidate(text, level)
  const other = pickCandidate(
    text,
    level.filter((one) => one.value !== chosen?.value),
  )
  if (!chosen || (other && other.at > chosen.at)) return null
  const confidence = named.find((one) => one.at === chosen.at)?.confidence ?? 0.8
  return { value: chosen.value, raw: chosen.raw, confidence }
}

function covers(one: Candidate, other: Candidate): boolean {
  return (
    one.at <= other.at && one.at + one.raw.length >= other.at + other.raw.length && one.raw.length > other.raw.length
  )
}

function occurrences(text: string, words: string, value: string): Candidate[] {
  const pattern = words
    .trim()
    .split(/[\s_-]+/u)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
    .join('[\\s_-]{1,3}')
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu'))]
    .slice(0, 5)
    .map((match) => ({ value, raw: match[0], at: match.index, confidence: 0.95 }))
}

/** By a word that only this choice has, one or two letters off at most. */
function partly(text: string, option: Option, options: readonly Option[], hollow: readonly string[]): Candidate[] {
  const others = new Set([
    ...hollow,
    ...options.filter((other) => other !== option).flatMap(({ names }) => names.flatMap(wordsOf)),
  ])
  const telling = option.names.flatMap(wordsOf).filter((word) => word.length >= 3 && !others.has(word))
  return [...text.slice(0, 600).matchAll(/[\p{L}\p{N}]{3,40}/gu)]
    .filter((match) => telling.some((word) => isClose(match[0].toLowerCase(), word)))
    .slice(0, 2)
    .map((match) => ({ value: option.value, raw: match[0], at: match.index, confidence: 0.8 }))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

function byPlace(text: string, options: readonly Option[]): Candidate | null {
  const said = text.slice(0, 200)
  const last = /\bthe last(?: one| option)?\b/iu.exec(said)
  if (last) return { value: options.at(-1)?.value ?? '', raw: last[0], at: last.index, confidence: 0.85 }
  for (const [pattern, at] of ordinals) {
    const match = pattern.exec(said)
    const option = options[at]
    if (match && option) return { value: option.value, raw: match[0], at: match.index, confidence: 0.85 }
  }
  return null
}

function isClose(said: string, word: string): boolean {
  const allowed = word.length >= 8 ? 2 : word.length >= 5 ? 1 : 0
  if (Math.abs(said.length - word.length) > allowed) return false
  return said === word || (allowed > 0 && said[0] === word[0] && distance(said, word) <= allowed)
}

/** Insertions, deletions, substitutions and swaps of neighbours between two short words. */
function distance(one: string, other: string): number {
  let before: number[] = []
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1
      const swap = one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1] ? (before[at - 2] ?? 99) + 1 : 99
      current.push(
        Math.min((previous[at] ?? 99) + 1, (current[at - 1] ?? 99) + 1, (previous[at - 1] ?? 99) + same, swap),
      )
    }
    before = previous
    previous = current
  }
  return previous[other.length] ?? 99
}
