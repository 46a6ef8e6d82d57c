import { extractChoice } from './extract-choice'
import { extractCity } from './extract-city'
import { extractDate } from './extract-date'
import { extractDateTime } from './extract-date-time'
import { extractEmail } from './extract-email'
import { extractFreeText } from './extract-free-text'
import { extractIdentifier } from './extract-identifier'
import { extractMoney } from './extract-money'
import { extractName } from './extract-name'
import { extractNumber } from './extract-number'
import { extractPhone } from './extract-phone'
import { extractPostalCode } from './extract-postal-code'
import { extractTime } from './extract-time'
import { extractYesNo } from './extract-yes-no'
import type { Extractor } from './extractor'
import type { Field } from './infer-field'

/** The reader of a kind of value. */
export function extractorOf(field: Field): Extractor {
  switch (field.kind) {
    case 'name':
      return extractName(field.part)
    case 'number':
      return extractNumber(field.counted)
    case 'choice':
      return extractChoice(field.choices)
    case 'date':
      return extractDate
    case 'date-time':
      return extractDateTime
    case 'time':
      return extractTime
    case 'postal-code':
      return extractPostalCode
    case 'phone':
      return extractPhone
    case 'email':
      return extractEmail
    case 'money':
      return extractMoney
    case 'yes-no':
      return extractYesNo
    case 'city':
      return extractCity
    case 'identifier':
      return extractIdentifier
    case 'free-text':
      return extractFreeText
  }
}
