import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'
import type { ValueType } from './value-type'

type Value = string | number | boolean

/**
 * A model's value in the form of its type: date YYYY-MM-DD, time HH:MM, phone E.164, email in lower case at its domain, choices
 * in the author's spelling. What cannot be read as its type stays as it is: the type was read from a name, and may be wrong.
 */
export function normaliseValue(value: Value, type: ValueType, country: string): Value {
  const text = String(value).trim()
  switch (type.kind) {
    case 'string':
      return value
    case 'number':
      return typeof value === 'number' ? value : (numberOf(text) ?? value)
    case 'boolean':
      return typeof value === 'boolean' ? value : (truthOf(text) ?? value)
    case 'date':
      return dateOf(text) ?? value
    case 'time':
      return timeOf(text) ?? value
    case 'email':
      return emailOf(text) ?? value
    case 'phone':
      return phoneOf(text, country) ?? value
    case 'enum':
      return type.choices.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? value
    default:
      return type satisfies never
  }
}

function numberOf(text: string): number | null {
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  return /^[+-]?\d{1,15}(\.\d{1,10})?$/.test(plain) ? Number(plain) : null
}

function truthOf(text: string): boolean | null {
  if (/^(true|yes|y)$/i.test(text)) return true
  return /^(false|no|n)$/i.test(text) ? false : null
}

function dateOf(text: string): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T[\d:.Z+-]*)?$/.exec(text) ?? []
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  // A date that no calendar has comes out as another one, or as none.
  const at = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date ? null : date
}

function timeOf(text: string): string | null {
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap]\.?m\.?)?$/i.exec(text) ?? []
  if (hours === undefined || (half === undefined && !text.includes(':'))) return null
  const hour = Number(hours)
  if (Number(minutes) > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return null
  const afternoon = half !== undefined && /^p/i.test(half)
  const hour24 = half === undefined ? hour : (hour % 12) + (afternoon ? 12 : 0)
  return `${String(hour24).padStart(2, '0')}:${minutes}`
}

function emailOf(text: string): string | null {
  const bare = text.replace(/^mailto:/i, '')
  const at = bare.lastIndexOf('@')
  if (bare.length > 254 || !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(bare)) return null
  return bare.slice(0, at) + bare.slice(at).toLowerCase()
}

function phoneOf(text: string, country: string): string | null {
  if (text.length > 40) return null
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
  const phone = parsePhoneNumberFromString(text, home)
  return phone?.isPossible() ? phone.number : null
}
