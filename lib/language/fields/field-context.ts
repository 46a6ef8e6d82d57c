import type { FormField } from '@/lib/domain/form'
import type { CallContext } from '@/lib/domain/language'
import type { ExtractionContext } from '@/lib/language/embedded/extraction/extractor'
import { inferField } from '@/lib/language/embedded/extraction/infer-field'
import { subjectWords } from '@/lib/language/embedded/extraction/was-asked'
import { isoDate, zonedDate } from '@/lib/language/embedded/extraction/zoned-date'

export type FieldCall = Pick<CallContext, 'now' | 'timeZone' | 'country'>

/** What the readers of values look at beside the words. */
export function fieldContext(field: FormField, call: FieldCall, asked: boolean): ExtractionContext {
  const { now, timeZone } = call
  const today = isoDate(zonedDate(now, timeZone).today)
  const { max } = field.validation
  return {
    asked,
    now,
    timeZone,
    country: (field.country ?? call.country).toUpperCase(),
    subject: [...new Set([...subjectWords(field.id), ...subjectWords(field.label)])],
    past:
      isBirth(field) ||
      /\bsince\b/iu.test(`${field.label} ${field.question}`) ||
      max === 'today' ||
      max === 'now' ||
      (typeof max === 'string' && max.slice(0, 10) <= today),
  }
}

function isBirth({ id, label }: FormField): boolean {
  return [id, label].some((name) => {
    const kind = inferField({ name, prompt: '' })
    return kind.kind === 'date' && kind.past
  })
}
