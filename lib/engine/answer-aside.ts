// A side question: answered from the field's own words or the documents, or honestly not at all. Pure.

import type { NodeWork } from '@/lib/domain/conversation'
import type { FormField, FormReading } from '@/lib/domain/form'
import type { FormDraft } from './form-draft'

export type Knowledge = {
  canSearch: boolean
  /** What the search came to; null: not searched. */
  found: NodeWork['found']
}

const asksWhy =
  /\bwhy\b|\bwhat(?:'s|\s+is|\s+are|\s+do\s+you|\s+will\s+you)?\b.{0,60}\b(?:for|do with|with it|reason|purpose)\b|\bdo (?:you|i) (?:really )?(?:need|have to)\b|\bneed (?:this|that|it|my)\b/i
const asksHow =
  /\b(?:mean|means|meant|options?|choices?|choose from|pick from|format|example|explain|clarify)\b|\b(?:what|how) (?:should|shall|can|do|must) i (?:say|enter|write|put|type|answer|choose|pick|give)\b|\bwhich (?:ones?|are there|can i)\b|\b(?:don'?t|do not) (?:understand|get)\b|^\W*(?:help|what|huh)\W*$/i

/** Tells the answer, or sets what is to be looked up first. */
export function answerAside(
  draft: FormDraft,
  reading: FormReading,
  text: string | null,
  knowledge: Knowledge,
): FormDraft {
  const question = reading.question ?? text ?? ''
  const field = draft.field(reading.about) ?? draft.field(draft.form.confirming?.field ?? draft.form.asking)
  const own = field && ownWords(field, question)
  if (own) return draft.tell({ kind: 'aside', text: own })
  if (knowledge.canSearch && !knowledge.found && question.trim()) {
    draft.search = question
    return draft
  }
  const source = knowledge.found?.outcome === 'found' ? knowledge.found.sources[0] : undefined
  if (source) return draft.tell({ kind: 'quoted', source })
  return draft.tell({ kind: 'cannot-answer', field })
}

function ownWords(field: FormField, question: string): string | null {
  if (asksWhy.test(question)) return field.why ?? field.help
  if (asksHow.test(question)) return help(field)
  return namesField(field, question) ? field.help : null
}

function help(field: FormField): string | null {
  const labels = field.choices.map(({ label }) => label)
  return (
    [field.help, labels.length > 0 ? `You can choose from: ${labels.join(', ')}.` : null].filter(Boolean).join(' ') ||
    null
  )
}

// "Can I use my work email?" is about the field "Email".
function namesField({ label }: FormField, question: string): boolean {
  const asked: readonly string[] = wordsOf(question)
  return wordsOf(label).some((word) => word.length > 3 && asked.includes(word))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
