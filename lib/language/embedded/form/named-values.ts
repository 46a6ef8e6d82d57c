import type { FormField } from '@/lib/domain/form'
import type { Found } from '@/lib/language/embedded/extraction/extractor'
import type { FieldCall } from '@/lib/language/fields/field-context'
import { readField } from '@/lib/language/fields/read-field'
import type { Mention } from './field-mentions'
import type { HeardForm } from './heard-form'

export type FieldFound = Found & { field: FormField }

const changes =
  /\b(?:actually|sorry|oops|i mean|i meant|correction|wait|instead|wrong|mistake|typo|change|correct|update|replace|fix|edit|should|must|rather|make|use|switch|set)\b|^no\b/iu
const linked =
  /^\s{0,3}(?:(?:number|address|name|code)\s{1,2})?(?:is|are|was|'s|would be|will be|should be|should have been|must be|has to be|to|as|into|:|=|-|–|,)(?:\s{1,3}(?:actually|really|now|not|changed to|in fact|be))*[\s:,]/iu
const connector =
  /[\s,;.]*(?:\b(?:and|also|but|oh|with|at|on|plus|then|so|please|can you|could you|you can)\b[\s,]*)*(?:\b(?:my|the|our|your|change|correct|update|set|wrong|for|as|this is|here is|here's|replace|fix|make)\b\s*)*$/iu

/**
 * Values beside the name of their field: "my email is a@b.com", "change the phone to …", "wrong date, Friday". `rest`: what is
 * left of the message for the field that was asked.
 */
export function namedValues(
  heard: HeardForm,
  statement: string,
  call: FieldCall,
): { found: FieldFound[]; rest: string } {
  const start = heard.text.indexOf(statement)
  const mentions = start < 0 ? [] : heard.mentions.filter(({ at }) => at >= start && at < start + statement.length)
  const found: FieldFound[] = []
  const kept: string[] = []
  let position = start
  mentions.forEach((mention, order) => {
    if (found.some(({ field }) => field === mention.field)) return
    const end = mentions[order + 1]?.at ?? start + statement.length
    const value = valueAfter(heard, mention, heard.text.slice(mention.at + mention.length, end), call)
    if (!value) return
    found.push({ ...value.found, field: mention.field })
    kept.push(heard.text.slice(position, mention.at).replace(connector, ''))
    position = mention.at + mention.length + value.length
  })
  if (found.length === 0) return { found, rest: statement }
  kept.push(heard.text.slice(position, start + statement.length))
  const rest = kept
    .map((part) => part.replace(/^[\s,;.]+|[\s,;]+$/gu, ''))
    .filter(Boolean)
    .join(' ')
  return { found, rest: isOnlyTalk(rest) ? '' : rest }
}

function valueAfter(
  heard: HeardForm,
  { field, at }: Mention,
  following: string,
  call: FieldCall,
): { found: Found; length: number } | null {
  const link = linked.exec(following)
  const isWords =
    field.type === 'text' || field.type === 'name' || field.type === 'address' || field.type === 'long_text'
  const before = heard.text.slice(Math.max(0, at - 60), at)
  const isCorrection = changes.test(before)
  const isTold =
    /(?:^|[.!,;]|\b(?:and|but|so|well|ok|hi|hello|yes|also|please|my|our|the)\b)\s*(?:(?:my|our|the)\s+)?$/iu.test(
      before,
    )
  if (isWords ? !link || !(isTold || isCorrection) : !link && !isCorrection && !/^\s{0,3}\S/u.test(following))
    return null
  if (heard.asked?.type === 'long_text' && !isCorrection && !/\b(?:my|our)\s+$/iu.test(before)) return null
  const clause = isWords
    ? (/^[^.!?;\n]{1,300}?(?=,? (?:and|but) (?:my|our|the|i)\b|[!?;\n]|\.(?:\s|$)|$)/iu.exec(following)?.[0] ?? '')
    : following
  const linkLength = link?.[0].length ?? 0
  const words = clause.slice(linkLength).replace(connector, '')
  const found = words.trim() === '' ? null : readField(field, words, call)
  return found && { found, length: linkLength + (isWords ? words.length : lengthUpTo(clause.slice(linkLength), found)) }
}

function lengthUpTo(words: string, { raw }: Found): number {
  const at = words.indexOf(raw)
  return at < 0 ? words.length : at + raw.length
}

function isOnlyTalk(rest: string): boolean {
  return !/[\p{L}\p{N}]/u.test(
    rest.replace(
      /\b(?:actually|sorry|no|oops|oh|wait|and|also|but|my|the|is|was|i|mean|meant|please|change|correct|update|set|wrong|to|it|its|it's|that|thanks|thank|you|can|could|instead|now|well|ok|okay|hi|hello|so)\b/giu,
      '',
    ),
  )
}
