import type { Found } from './extractor'
import { isEverydayWord } from './lexicon'
import { notNames } from './not-names'
import { numberWords, readNumberWords } from './number-words'

const ordinal = /^(?:fourth|fifth|sixth|seventh|eighth|ninth|tenth)$/u

/** "Sevn", "eigth please": the one word of a short answer that is a slip away from a number and is no word itself. */
export function misspeltNumber(text: string): Found | null {
  const said =
    text
      .slice(0, 60)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  if (said.length > 4) return null
  // "thirtyfive"
  const run = /^(\p{L}+ty)(\p{L}{3,5})$/u.exec(said[0] ?? '')
  const together = said.length === 1 && run ? readNumberWords(`${run[1]} ${run[2]}`) : null
  if (together !== null) return { value: together, raw: said[0] ?? '', confidence: 0.8 }
  const found = said.flatMap((word) => {
    if (word.length < 4 || ordinal.test(word) || notNames.has(word) || isEverydayWord(word)) return []
    const meant = numberWords.filter((one) => one.length > 3 && isSlip(word, one))
    return meant.length === 1 ? meant.map((one) => ({ word, value: readNumberWords(one) ?? 0 })) : []
  })
  const [only] = found
  return only && found.length === 1 && only.value > 0 ? { value: only.value, raw: only.word, confidence: 0.7 } : null
}

/** One letter more, less, other or changed with its neighbour; the first is seldom wrong. */
function isSlip(word: string, meant: string): boolean {
  if (word[0] !== meant[0]) return false
  let at = 0
  while (at < word.length && word[at] === meant[at]) at++
  const [rest, wanted] = [word.slice(at), meant.slice(at)]
  const isSwapped = rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2)
  const isChanged = word.length > 4 && rest.slice(1) === wanted.slice(1)
  return rest.slice(1) === wanted || rest === wanted.slice(1) || isSwapped || isChanged
}
