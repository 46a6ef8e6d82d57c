import { isListedName, isPlace, wordRole } from './lexicon'
import { type NameWord, nameWords } from './name-words'
import { notNames } from './not-names'

/** The words of "Miller, Susan" and "Bond, James Bond" in their usual order; null where the message is no such name. */
export function lastNameFirst(text: string): readonly NameWord[] | null {
  const [, last = '', comma = '', first = ''] =
    /^\W*(?:(?:my |the )?name(?: is|['’]s) |i['’]m |it['’]s |this is )?(\p{L}[\p{L}\p{M}'’-]{1,30})(,\s?)(\p{L}[\p{L}\p{M}'’-]{1,30}(?: \p{L}[\p{L}\p{M}'’.-]{0,30})?)[\s.!]*$/iu.exec(
      text,
    ) ?? []
  const at = text.indexOf(`${last}${comma}`)
  const given = nameWords(text, at + last.length + comma.length)
  const all = [...given, { text: last, at }]
  const isNames = given.length === first.split(' ').length && all.every((word) => isListedOrNew(text, word))
  if (/^(?:\p{L}-)+\p{L}$/u.test(first)) return null
  if (last === '' || !isNames || notNames.has(last.toLowerCase()) || isPlace(first)) return null
  const isRepeated = given.length > 1 && given.at(-1)?.text.toLowerCase() === last.toLowerCase()
  return isRepeated ? given : all
}

function isListedOrNew(text: string, { text: word, at }: NameWord): boolean {
  return isListedName(word) || (/^\p{Lu}/u.test(word) && wordRole(text, at, word) !== 'other')
}
