import type { FormField } from '@/lib/domain/form'
import { extractNumber } from '@/lib/language/embedded/extraction/extract-number'
import type { Extractor } from '@/lib/language/embedded/extraction/extractor'
import { inferField } from '@/lib/language/embedded/extraction/infer-field'
import { numberWordsSource, readNumberWords } from '@/lib/language/embedded/extraction/number-words'

/** A number; people and ages by their own wording, where the field counts them. */
export function readNumber({ label, id }: FormField): Extractor {
  const kinds = [label, id].map((name) => inferField({ name, prompt: '' }))
  const counted = kinds.find((kind) => kind.kind === 'number')
  const read = extractNumber(counted?.kind === 'number' ? counted.counted : 'anything')
  const isOfFloor = /\bfloors?\b|\bstor(?:e?y|ies)\b/iu.test(`${label} ${id.replaceAll('_', ' ')}`)
  return (text, context) => {
    // "1,5" and nothing else: a decimal comma.
    const [, whole, part] = context.asked ? (/^\s*(-?\d{1,9}),(\d{1,2})\s*$/u.exec(text) ?? []) : []
    if (whole !== undefined) return { value: Number(`${whole}.${part}`), raw: text.trim(), confidence: 0.8 }
    const ground =
      isOfFloor && context.asked ? /\bground(?: |-)?(?:floor|level)\b|^\W*(?:the )?ground\W*$/iu.exec(text) : null
    if (ground) return { value: 0, raw: ground[0], confidence: 0.9 }
    const ordinal = isOfFloor ? /\b(\d{1,3})(?:st|nd|rd|th)(?= floor\b)/iu.exec(text) : null
    if (ordinal) return { value: Number(ordinal[1]), raw: ordinal[0], confidence: 0.95 }
    return read(text, context)
  }
}

const figure = `\\d{1,3}(?:\\.\\d)?|${numberWordsSource}`
const ofScale = new RegExp(
  `(?<![\\d.])(${figure})\\s?(?:stars?\\b|points?\\b|\\/\\s?\\d{1,3}\\b|(?:stars? |points? )?(?:out )?of (?:\\d{1,3}|${numberWordsSource})\\b)`,
  'iu',
)

/** A place on the field's scale; without a number where stars are drawn. */
export function readRating(field: FormField): Extractor {
  const read = extractNumber('anything')
  return (text, context) => {
    const scaled = ofScale.exec(text.slice(0, 300))
    const value = scaled?.[1] === undefined ? null : numeral(scaled[1])
    if (scaled && value !== null) return { value, raw: scaled[0], confidence: context.asked ? 0.95 : 0.85 }
    if (!context.asked) return read(text, context)
    const drawn = /^[^★⭐]{0,5}((?:[★⭐]\uFE0F?){1,10})[^★⭐]{0,10}$/u.exec(text.slice(0, 60))?.[1]
    if (drawn) return { value: [...drawn.replaceAll('\uFE0F', '')].length, raw: drawn, confidence: 0.95 }
    return read(text, { ...context, subject: [...context.subject, field.type] })
  }
}

function numeral(said: string): number | null {
  return /^\d/u.test(said) ? Number(said) : readNumberWords(said)
}
