import type { FormField } from '@/lib/domain/form'

const sounds = '(?:(?:um+|uh+|er+m?|hm+|well|oh|ok(?:ay)?|so|hi|hello|hey|yes|yeah|sure)[\\s,.!:-]{1,4}){0,3}'
const presented = "(?:(?:it|that|this)(?:'s| is| would be|'d be| will be)|i'd say|i would say|i think(?: it's)?)"

const workplace = /compan|employer|organi[sz]ation|business|firm|workplace/iu
const employed =
  "(?:i|we)(?:'m| am|'re| are)? (?:currently )?(?:(?:work(?:ing)?|employed) (?:for|at|with|by)|from|with|at|own|run|represent)"

/** An answer without what people put before and after it: "it's Acme, thanks" is "Acme", "the company is Acme" too. */
export function withoutLeadIn(text: string, field: Pick<FormField, 'label' | 'id'>): string {
  const names = [field.label, field.id.replaceAll('_', ' ')].map(escaped).filter(Boolean).join('|')
  const named = `(?:(?:my|our|the) )?(?:${names})(?: name)?(?:'s| is| would be|\\s?[:=-])`
  const working = workplace.test(`${field.label} ${field.id}`) ? `|${employed}` : ''
  const before = new RegExp(`^${sounds}(?:(?:${presented}|${named}|put|write${working})\\s{1,3})?`, 'iu')
  const rest = text
    .replace(before, '')
    .replace(/[\s,.!]{1,4}(?:please|pls|thanks|thank you|thx|cheers)[\s.!]{0,3}$/iu, '')
    .trim()
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text
}

function escaped(words: string): string {
  return words
    .slice(0, 80)
    .trim()
    .replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
    .replace(/\s+/gu, '\\s{1,3}')
}
