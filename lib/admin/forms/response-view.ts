import type { FormField } from '@/lib/domain/form'
import type { FormResponse } from '@/lib/domain/form-store'
import type { Json } from '@/lib/domain/json'
import { maskedAnswer } from '@/lib/domain/masked-answer'

/** A response as a reader of this form sees it: its fields and nothing else of what the conversation knows. */
export type ResponseView = Omit<FormResponse, 'answers' | 'metadata'> & {
  /** Every field, null where it has no answer; sensitive ones masked unless they were asked for. */
  answers: Readonly<Record<string, Json>>
  sourceId: string | null
}

export function viewResponse(
  fields: readonly FormField[],
  { metadata, ...response }: FormResponse,
  reveal: boolean,
): ResponseView {
  const shown = fields.map((field) => {
    const value = response.answers[field.id] ?? null
    return [field.id, reveal ? value : maskedAnswer(field, value)] as const
  })
  const sourceId = metadata.source_id
  return { ...response, answers: Object.fromEntries(shown), sourceId: typeof sourceId === 'string' ? sourceId : null }
}

/** Whether what the reader sees of it contains the words: a hit in a masked answer would tell what it hides. */
export function showsWords(view: ResponseView, words: string): boolean {
  const { conversationId, communicationId, sourceId, answers } = view
  const answered = Object.values(answers).filter((value) => value !== null)
  return [conversationId, String(communicationId ?? ''), sourceId ?? '', ...answered.map(wordsOf)].some((text) =>
    text.toLowerCase().includes(words.toLowerCase()),
  )
}

function wordsOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
