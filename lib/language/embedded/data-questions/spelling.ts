// Small slips of the keyboard in words that these data or the language of questions have.
import { plural } from './name-words'
import type { Word } from './split-words'
import type { Vocabulary } from './vocabulary'

/** No slips of anything else, and words that others may be slips of. */
const common =
  'three seven eight eleven twelve twenty thirty forty fifty sixty ninety hundred dollar dollars cents minute minutes second seconds hours length price duration january february august september october november december'.split(
    ' ',
  )
const lexicons = new WeakMap<Vocabulary, ReadonlySet<string>>()

/** The words, each that is one slip away from exactly one known word as that word. Names (capitals, quotation marks) stay. */
export function withoutSlips(
  words: readonly Word[],
  vocabulary: Vocabulary,
  functionWords: ReadonlySet<string>,
): readonly Word[] {
  const known = lexicons.get(vocabulary) ?? makeLexicon(vocabulary, functionWords)
  lexicons.set(vocabulary, known)
  return words.map((word, at) => {
    const mayBe = word.text.length >= 5 && /^[a-z]+$/.test(word.text) && !word.isQuoted && (!word.isCapital || at === 0)
    if (!mayBe || known.has(word.text) || functionWords.has(word.text)) return word
    const near = [...known].filter((one) => isSlip(word.text, one))
    const [meant] = near
    return meant && near.length === 1 ? { ...word, raw: meant, text: meant } : word
  })
}

function makeLexicon({ senses }: Vocabulary, functionWords: ReadonlySet<string>): ReadonlySet<string> {
  const own = [...senses.keys()].flatMap((key) => key.split(' ')).filter((word) => /^[a-z]+$/.test(word))
  return new Set([...own, ...own.map(plural), ...functionWords, ...common].filter((word) => word.length >= 5))
}

/** One letter left out, doubled or added, or two swapped; another letter instead only within long words. */
function isSlip(typed: string, meant: string): boolean {
  if (typed[0] !== meant[0] || Math.abs(typed.length - meant.length) > 1) return false
  let at = 0
  while (at < typed.length && typed[at] === meant[at]) at++
  const [left, right] = [typed.slice(at), meant.slice(at)]
  if (meant.length === typed.length + 1) return meant.length >= 6 && left === right.slice(1)
  if (typed.length === meant.length + 1) return meant.length >= 6 && left.slice(1) === right
  if (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2)) return true
  return typed.length >= 7 && left.slice(1) === right.slice(1)
}
