import type { Json } from '@/lib/domain/json'

/** One record of RFC 4180, with its end of line. A text that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvLine(values: readonly Json[]): string {
  return `${values.map(cellOf).join(',')}\r\n`
}

function cellOf(value: Json): string {
  const text = safe(textOf(value))
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function textOf(value: Json): string {
  if (value === null) return ''
  if (Array.isArray(value)) return value.map(textOf).join('; ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

// A plain number, such as that of a phone, does no harm and stays as it is.
function safe(text: string): string {
  const mayRun = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text)
  return mayRun ? `'${text}` : text
}
