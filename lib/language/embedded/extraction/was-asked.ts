import type { VariableSpec } from '@/lib/domain/workflow'
import { type Field, nameInWords } from './infer-field'

const asking: Record<Field['kind'], RegExp> = {
  name: /\bnames?\b|\bwho (?:am i|are you|is this)\b|\bcall you\b|\bspeaking (?:to|with)\b/iu,
  number: /\bhow (?:many|old|much)\b|\bnumber\b|\bage\b/iu,
  choice: /\bwhich\b|\bprefer\b|\bchoose\b|\bwhat (?:kind|type)\b|\bor\b/iu,
  date: /\bwhen\b|\bdates?\b|\bday\b|\bborn\b/iu,
  'date-time': /\bwhen\b|\bdates?\b|\bday\b|\btime\b/iu,
  time: /\btimes?\b|\bwhen\b|\bhour\b/iu,
  'postal-code': /\bzip\b|\bpostal\b|\bpost ?code\b|\bwhere (?:are|do) you\b/iu,
  phone: /\bphone\b|\bmobile\b|\bnumber\b|\breach you\b|\bcall you\b/iu,
  email: /\be-?mail\b/iu,
  money: /\bhow much\b|\bbudget\b|\bprice\b|\bcost\b|\bspend\b|\bamount\b/iu,
  'yes-no': /\b(?:do|does|did|have|has|are|is|can|could|would|will|should|may|were|was|agree|confirm)\b/iu,
  city: /\bcity\b|\btown\b|\bwhere\b/iu,
  identifier: /\bnumber\b|\bid\b|\bcode\b|\breference\b/iu,
  'free-text': /\b(?:what|why|how|describe|tell|reason|explain|share)\b/iu,
}

/** Words of a variable's name that say nothing about its subject. */
const hollow = new Set(
  'has is are can does did do want wants need needs was will user customer patient visitor the a of to and or preferred any name number type current value'.split(
    ' ',
  ),
)

export function subjectWords(name: string): string[] {
  return nameInWords(name)
    .split(' ')
    .filter((word) => word.length > 2 && !hollow.has(word))
}

/**
 * True where the agent's message before the visitor's asks for this variable: by what such a value is asked with, or by the
 * variable's own words. A single variable is what the answer is about, whatever the question's wording.
 */
export function wasAsked(variable: VariableSpec, field: Field, question: string | null, isOnlyOne: boolean): boolean {
  if (question === null) return isOnlyOne
  const subject = subjectWords(variable.name)
  const named = subject.some((word) => question.toLowerCase().includes(word.replace(/s$/u, '')))
  if (field.kind === 'yes-no' || field.kind === 'free-text')
    return (named || isOnlyOne) && /\?|\b(?:tell|describe|share|please)\b/iu.test(question)
  return named || asking[field.kind].test(question) || isOnlyOne
}
