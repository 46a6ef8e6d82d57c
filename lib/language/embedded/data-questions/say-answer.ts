// The rows of an answer as a sentence.
import type { DataColumn } from '@/lib/domain/data-source'
import type { Json } from '@/lib/domain/json'
import type { Draft } from './draft'
import { nameWords, plural, singular } from './name-words'
import type { Rendered } from './render-sql'
import type { Tied } from './tie-question'
import { measures, perSecond } from './vocabulary'

export type Rows = readonly (readonly Json[])[]

const mostSaid = 10

export function sayAnswer(draft: Draft, tied: Tied, rendered: Rendered, rows: Rows): string {
  const column = tied.isDistinct && tied.measure ? nameWords(tied.measure.column.name) : null
  const noun = column ?? draft.base?.text ?? nameWords(tied.base.name)
  const about = conditionsSaid(tied)
  const whose = tied.isMine ? 'your' : 'the'
  const [first] = rows
  if (tied.group) return rows.length === 0 ? nothing(noun, about) : lines(rows.map((row) => pair(row, rendered, tied)))
  if (draft.kind === 'count') {
    const number = Number(first?.[0] ?? 0)
    const things = number === 1 ? singular(noun) : plural(noun)
    const said = number === 0 ? 'no' : number.toLocaleString('en-US')
    if (draft.isSold)
      return `${number === 1 ? 'One' : number === 0 ? 'No' : said} ${things}${about} ${number === 1 ? 'was' : 'were'} sold.`
    if (draft.verb) return `You ${draft.verb} ${said} ${things}${about}.`
    if (tied.isMine) return `You have ${said} ${things}${about}.`
    return `There ${number === 1 ? 'is' : 'are'} ${said} ${things}${about}.`
  }
  if (draft.kind === 'sum' || draft.kind === 'average') {
    const value = first?.[0] ?? null
    if (value === null && draft.isSales) return `There are no sales${about}.`
    if (value === null) return draft.base ? nothing(noun, about) : `You spent nothing${about}.`
    const shown = formatted(value, tied.measure?.column ?? null)
    if (draft.isSales) return `The sales${about} are ${shown}.`
    if (!draft.base) return `You spent ${shown}${about}.`
    const measure = measureSaid(draft, tied)
    const of = measure === '' ? '' : ` ${measure}`
    return `The ${draft.kind === 'sum' ? 'total' : 'average'}${of} of ${whose} ${plural(noun)}${about} is ${shown}.`
  }
  if (draft.kind === 'range' && first) {
    const [from, to] = first.map((value) => formatted(value, tied.measure?.column ?? null))
    return `From ${from} to ${to}${about}.`
  }
  return sayList({ draft, tied, rendered, rows, noun, about, whose })
}

type Said = { draft: Draft; tied: Tied; rendered: Rendered; rows: Rows; noun: string; about: string; whose: string }

function measureSaid({ measure }: Draft, tied: Tied): string {
  if (measure && 'item' in measure) return measure.item.text
  if (measure?.concept === 'duration') return 'length'
  const name = nameWords(tied.measure?.column.name ?? '')
  return name === 'total' ? '' : name
}

function sayList({ draft, tied, rendered, rows, noun, about, whose }: Said): string {
  const [first] = rows
  if (!first) return nothing(noun, about)
  if (tied.isPlain && tied.measure)
    return `Your ${nameWords(tied.measure.column.name)} is ${formatted(first[0] ?? null, tied.measure.column)}.`
  if (draft.rank && rows.length === 1) {
    return `${whose === 'your' ? 'Your' : 'The'} ${superlative(draft.rank.said)} ${singular(noun)}${about} is ${pair(first, rendered, tied)}.`
  }
  if (tied.measure && rows.length === 1) return `${pair(first, rendered, tied)}.`
  return lines(rows.map((row) => pair(row, rendered, tied)))
}

function superlative(said: string): string {
  return said.replace('most cheap', 'cheapest')
}

/** `invoice 13: $0.99`, `Rock: 1,297`. */
function pair(row: readonly Json[], { columns, label }: Rendered, tied: Tied): string {
  const names = row.slice(0, label).map((value, at) => formatted(value, columnAt(columns, at)))
  const values = row.slice(label).map((value, at) => formatted(value, valueColumn(columns[at + label], tied)))
  const key = tied.group ? null : columnAt(columns, 0)
  const isNumbered = key !== null && tied.base.primaryKey.includes(key.name)
  const named = isNumbered ? `${nameWords(tied.base.name)} ${names.join(' ')}` : names.join(' ')
  return values.length === 0 ? named : `${named}: ${values.join(', ')}`
}

/** Sums and averages are shown as what they are of. */
function valueColumn(column: Rendered['columns'][number] | undefined, { measure }: Tied): DataColumn | null {
  if (column === 'sum' || column === 'average') return measure?.column ?? null
  return typeof column === 'object' ? column : null
}

function columnAt(columns: Rendered['columns'], at: number): DataColumn | null {
  const column = columns[at]
  return typeof column === 'object' ? column : null
}

function lines(said: readonly string[]): string {
  if (said.length === 1) return `${said[0]}.`
  const more = said.length > mostSaid ? [`… and ${said.length - mostSaid} more.`] : []
  return [...said.slice(0, mostSaid).map((line) => `- ${line}`), ...more].join('\n')
}

function nothing(noun: string, about: string): string {
  return `I found no ${plural(noun)}${about}.`
}

function conditionsSaid({ conditions, boughtBy }: Tied): string {
  const all = [...conditions, ...(boughtBy?.conditions ?? [])].map(({ said, test, place }) =>
    test === 'equal' || test === 'name' || place.table.primaryKey.includes(place.column.name) ? `(${said})` : said,
  )
  return [...new Set(all)].map((said) => ` ${said}`).join('')
}

function formatted(value: Json, column: DataColumn | null): string {
  if (value === null) return 'none'
  if (column === null) return typeof value === 'number' ? plain(value) : String(value)
  if (column.type === 'date') return String(value).replace(/[ T]00:00:00.*$/, '')
  const number = Number(value)
  if (column.type !== 'number' || !Number.isFinite(number) || /(?:^|_| )id$|Id$/.test(column.name)) return String(value)
  if (column.unit?.startsWith('currency:')) return money(number, column.unit.slice('currency:'.length))
  const second = measures(column, 'duration') ? perSecond(column) : null
  if (second) return clock(number / second)
  return measures(column, 'money') ? number.toFixed(2) : plain(number)
}

function plain(number: number): string {
  return Number.isInteger(number) && number >= 1900 && number < 2100
    ? String(number)
    : number.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

function money(number: number, currency: string): string {
  try {
    return number.toLocaleString('en-US', { style: 'currency', currency })
  } catch {
    // No currency that is known.
    return number.toFixed(2)
  }
}

function clock(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)]
  const rest = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}
