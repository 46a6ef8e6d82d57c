import type { FormField } from '@/lib/domain/form'
import { extractDate } from '@/lib/language/embedded/extraction/extract-date'
import { extractEmail } from '@/lib/language/embedded/extraction/extract-email'
import { extractMoney } from '@/lib/language/embedded/extraction/extract-money'
import { extractPhone } from '@/lib/language/embedded/extraction/extract-phone'
import { extractPostalCode } from '@/lib/language/embedded/extraction/extract-postal-code'
import { extractTime } from '@/lib/language/embedded/extraction/extract-time'
import { extractYesNo } from '@/lib/language/embedded/extraction/extract-yes-no'
import type { Extractor, Found } from '@/lib/language/embedded/extraction/extractor'
import { type FieldCall, fieldContext } from './field-context'
import { readAddress } from './read-address'
import { readChoice, readChoices } from './read-choices'
import { readDateTime } from './read-date-time'
import { readName } from './read-name'
import { readNumber, readRating } from './read-number'
import { readText } from './read-text'
import { readUrl } from './read-url'

const maxCharacters = 2000

/**
 * The value that words give for a field, in the form of its type, or null where they give none. Both engines read by it, so that
 * the same answer has the same value. `asked` false: the words may be about something else. Throws nothing; bounded in time.
 * Values: date `YYYY-MM-DD`, time `HH:MM`, date and time `YYYY-MM-DDTHH:MM` in the call's time zone, phone E.164, yes or no as
 * boolean, number, money and rating as number, choice its value, choices a list of values, URL with its scheme, else text.
 */
export function readField(
  field: FormField,
  text: string,
  call: FieldCall,
  { asked = true }: { asked?: boolean } = {},
): Found | null {
  const clean = withoutControls(text).toWellFormed().trim()
  if (clean === '') return null
  if (field.type === 'long_text') return asked ? { value: clean, raw: clean, confidence: 0.9 } : null
  const said = clean.slice(0, maxCharacters).toWellFormed().normalize('NFKC').replaceAll('’', "'")
  return readerOf(field)(said.slice(0, maxCharacters), fieldContext(field, call, asked))
}

/** Line breaks and tabs stay: they are part of what people write. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u2060\ufeff]/g, '')
}

function readerOf(field: FormField): Extractor {
  switch (field.type) {
    case 'name':
      return readName(field)
    case 'number':
      return readNumber(field)
    case 'rating':
      return readRating(field)
    case 'money':
      return (text, context) => extractMoney(pointForComma(text), context)
    case 'date':
      return extractDate
    case 'time':
      return (text, context) => extractTime(text.replace(/\b(\d{1,2}:\d{2}):\d{2}(?:\.\d{1,6})?\b/gu, '$1'), context)
    case 'date_time':
      return readDateTime
    case 'email':
      return extractEmail
    case 'phone':
      return extractPhone
    case 'url':
      return readUrl
    case 'postal_code':
      return extractPostalCode
    case 'yes_no':
      return extractYesNo
    case 'choice':
      return readChoice(field)
    case 'choices':
      return readChoices(field)
    case 'address':
      return readAddress(field)
    case 'text':
    case 'long_text':
      return readText(field)
    default:
      return field.type satisfies never
  }
}

// "1.250,50" and "12,50", as most of Europe writes amounts.
function pointForComma(text: string): string {
  return text
    .replace(/(?<![\d.,])\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,2})?(?![\d.,]*\d)/gu, (figure) =>
      figure.replaceAll('.', '').replace(',', '.'),
    )
    .replace(/(?<![\d.,])(\d{1,9}),(\d{2})(?![\d,]|\.\d)/gu, '$1.$2')
}
