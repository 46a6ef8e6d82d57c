import type { FormField, FormQuestion } from '@/lib/domain/form'
import type { UnderstandRequest } from '@/lib/domain/language'
import { withoutControls } from '@/lib/language/fields/read-field'
import { fieldMentions, type Mention } from './field-mentions'

const maxCharacters = 2000

/** A message and the form that it is heard in. */
export type HeardForm = {
  form: FormQuestion
  /** As it was written. */
  original: string
  /** At most 2,000 characters, normalised. */
  text: string
  /** Words in lower case with one space between them; where a field is named, `@` and its place among the fields. */
  plain: string
  mentions: readonly Mention[]
  /** What the message is meant to answer; null: nothing was asked, or the review. */
  asked: FormField | null
  /** The field before it that was answered: what "no, it's Jon" may correct. */
  previous: FormField | null
  known: UnderstandRequest['known']
  messageId: string | null
  /** The visitor's message before this one. */
  before: string | null
}

export type FormRequest = Pick<UnderstandRequest, 'history' | 'known'> & { form: FormQuestion; text: string }

export function heardForm({ form, text: original, history, known }: FormRequest): HeardForm {
  const text = normal(original)
  const askedId = form.directField ?? form.asking
  const at = form.fields.findIndex(({ id }) => id === askedId)
  const said = history.filter(({ role }) => role === 'user')
  const isLast = said.at(-1)?.content === original
  const isKnown = ({ id }: FormField) => (known[id] ?? null) !== null
  const mentions = fieldMentions(text, form.fields, isKnown)
  return {
    form,
    original,
    text,
    plain: plainWords(text, mentions),
    mentions,
    asked: form.fields[at] ?? null,
    previous: form.fields.slice(0, Math.max(at, 0)).findLast(isKnown) ?? null,
    known,
    messageId: isLast ? (said.at(-1)?.id ?? null) : null,
    before: (isLast ? said.at(-2) : said.at(-1))?.content.slice(0, maxCharacters) ?? null,
  }
}

function normal(said: string): string {
  const text = withoutControls(said).slice(0, maxCharacters).toWellFormed().normalize('NFKC').replaceAll('’', "'")
  return text.slice(0, maxCharacters).trim()
}

function plainWords(text: string, mentions: readonly Mention[]): string {
  const marked = mentions.reduceRight(
    (said, { at, length, place }) => `${said.slice(0, at)} @${place} ${said.slice(at + length)}`,
    text.replaceAll('@', ' '),
  )
  return marked
    .toLowerCase()
    .replaceAll("'", '')
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim()
}
