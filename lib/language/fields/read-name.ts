import type { FormField } from '@/lib/domain/form'
import { extractName } from '@/lib/language/embedded/extraction/extract-name'
import type { Extractor, Found } from '@/lib/language/embedded/extraction/extractor'
import { inferField } from '@/lib/language/embedded/extraction/infer-field'
import { isEverydayWord, isListedName } from '@/lib/language/embedded/extraction/lexicon'
import { nameCase } from '@/lib/language/embedded/extraction/name-words'
import { notNames } from '@/lib/language/embedded/extraction/not-names'
import { withoutLeadIn } from './lead-in'

/** A person's name: the part that the field asks for. */
export function readName(field: FormField): Extractor {
  const kinds = [field.id, field.label].map((name) => inferField({ name, prompt: '' }))
  const named = kinds.find((kind) => kind.kind === 'name')
  const read = extractName(named?.kind === 'name' ? named.part : 'full')
  return (text, context) =>
    isCode.test(text)
      ? null
      : (wholeName(text, context.asked) ?? read(text, context) ?? unusual(text, field, context.asked))

  // "Will Stop" and "Mark Long" are names by their capitals, whatever else the words mean.
  function wholeName(text: string, asked: boolean): Found | null {
    if (!asked || (named?.kind === 'name' && named.part !== 'full')) return null
    const words = text.replace(/[\s.!]+$/u, '').split(/\s+/u)
    const [first = ''] = words
    const isName =
      words.length >= 2 && words.length <= 4 && words.every((word) => /^\p{Lu}[\p{L}\p{M}'’-]*$/u.test(word))
    if (!isName || text === text.toUpperCase() || !isListedName(first) || notNames.has(first.toLowerCase())) return null
    return { value: words.join(' '), raw: words.join(' '), confidence: 0.85 }
  }
}

/** Brackets, assignments: something pasted, and no way to say a name. */
const isCode = /[{}<>[\]=\\]/u
const letters = /^\p{L}[\p{L}\p{M}'’.-]{0,40}$/u

/** Names that no list has: a few words of letters in answer to the question, with little confidence. */
function unusual(text: string, field: FormField, asked: boolean): Found | null {
  const said = withoutLeadIn(text, field)
    .replace(/^(?:i'm|i am|call me|my name is)\s{1,3}/iu, '')
    .replace(/[\s.!]+$/u, '')
  const words = said.split(/\s+/u)
  if (!asked || words.length > 5 || !words.every((word) => letters.test(word))) return null
  const areCapitals = words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word))
  const isOrdinary = words.some((word, at) => {
    const lower = word.toLowerCase()
    if (areCapitals && at > 0) return false
    return (
      notNames.has(lower) || (word === lower && isEverydayWord(lower)) || (words.length === 1 && isEverydayWord(lower))
    )
  })
  if (isOrdinary) return null
  return { value: words.map((word) => nameCase(word)).join(' '), raw: said, confidence: 0.6 }
}
