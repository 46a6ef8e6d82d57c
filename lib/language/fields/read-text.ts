import { readPattern } from '@/lib/domain/answer-pattern'
import type { FormField } from '@/lib/domain/form'
import type { Extractor } from '@/lib/language/embedded/extraction/extractor'
import { withoutLeadIn } from './lead-in'

const mostWords = 40

/** Words as they were said; only where they were asked for. Of words around it, what the field's pattern wants. */
export function readText(field: FormField): Extractor {
  return (text, { asked }) => {
    if (!asked || !/[\p{L}\p{N}\p{S}]/u.test(text)) return null
    const value = withoutLeadIn(text, field)
    return { value: fitting(value, field) ?? value, raw: text, confidence: 0.9 }
  }
}

/** The only part that fits, of one to three words; null: none, or several, or the whole. */
function fitting(text: string, { validation }: FormField): string | null {
  const read = validation.pattern === null ? null : readPattern(validation.pattern)
  const words = text.split(/\s+/u)
  if (!read || 'problem' in read || read.fits(text) || words.length > mostWords) return null
  for (const length of [3, 2, 1]) {
    const parts = words.slice(0, words.length - length + 1).map((_, at) => bare(words.slice(at, at + length).join(' ')))
    const found = [...new Set(parts.filter((part) => part !== '' && read.fits(part)))]
    const [only] = found
    if (only !== undefined) return found.length === 1 ? only : null
  }
  return null
}

function bare(words: string): string {
  return words.replace(/^[\s("']{1,4}|[\s)"'.,;:!?]{1,4}$/gu, '')
}
