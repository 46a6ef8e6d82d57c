// The words of a data source: its tables, columns and known values, by how people may say them.
import type { DataColumn, DataSchema, DataTable } from '@/lib/domain/data-source'
import { otherNamesOf } from './demonyms'
import type { ColumnPlace, Concept, Item } from './draft'
import { nameWords, singular } from './name-words'
import { splitWords } from './split-words'

export type Senses = Pick<Item, 'tables' | 'columns' | 'values'>
/** `words`: the tables that each word alone is a part of a name of. */
export type Vocabulary = {
  senses: ReadonlyMap<string, Senses>
  words: ReadonlyMap<string, readonly DataTable[]>
  longest: number
}

const known = new WeakMap<DataSchema, Vocabulary>()
const read = new Map<string, DataSchema>()
const mostRead = 16

/** The same schema as it was read before: stores answer a new copy each time, and the words of one take 10 ms to gather. */
export function schemaAsRead(schema: DataSchema): DataSchema {
  if (known.has(schema)) return schema
  const content = JSON.stringify(schema)
  const same = read.get(content) ?? schema
  read.delete(content)
  read.set(content, same)
  for (const oldest of read.keys()) if (read.size > mostRead) read.delete(oldest)
  return same
}

export function vocabularyOf(schema: DataSchema): Vocabulary {
  const made = known.get(schema) ?? makeVocabulary(schema)
  known.set(schema, made)
  return made
}

/** What both a phrase of the data and a stretch of a question are found by. */
export function phraseKey(phrase: string): string {
  const words = splitWords(phrase).map(({ text }) => text)
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join(' ')
}

export function allowedTables(schema: DataSchema): readonly DataTable[] {
  return schema.tables.filter(({ isAllowed }) => isAllowed)
}

function makeVocabulary(schema: DataSchema): Vocabulary {
  const senses = new Map<string, { -readonly [K in keyof Senses]: Senses[K][number][] }>()
  const at = (phrase: string) => {
    const key = phraseKey(phrase)
    const found = senses.get(key) ?? { tables: [], columns: [], values: [] }
    if (key !== '') senses.set(key, found)
    return found
  }
  for (const table of allowedTables(schema)) {
    for (const phrase of [nameWords(table.name), ...table.synonyms]) addOnce(at(phrase).tables, table)
    for (const column of table.columns.filter(({ isAllowed }) => isAllowed)) {
      const place = { table, column }
      for (const phrase of columnPhrases(place)) at(phrase).columns.push(place)
      for (const value of column.samples) {
        const others = /\b(?:country|nation)\b/.test(nameWords(column.name)) ? otherNamesOf(value) : []
        for (const said of [value, ...others]) at(said).values.push({ ...place, value })
      }
    }
    for (const { columns, table: other } of table.foreignKeys) {
      const [only] = columns
      const role = only && columns.length === 1 ? /^(.+) (?:id|key|code|no)$/.exec(nameWords(only))?.[1] : undefined
      const target = schema.tables.find(({ name, isAllowed }) => name === other && isAllowed)
      const named = table.columns.find(({ name }) => columns.length === 1 && name === only)
      for (const phrase of target ? [...(role ? [role] : []), ...(named?.synonyms ?? [])] : [])
        if (target) addOnce(at(phrase).tables, target)
    }
  }
  const longest = Math.max(1, ...[...senses.keys()].map((key) => key.split(' ').length))
  return { senses, words: wordsOfTables(schema), longest: Math.min(longest, 12) }
}

function wordsOfTables(schema: DataSchema): Map<string, DataTable[]> {
  const words = new Map<string, DataTable[]>()
  for (const table of allowedTables(schema))
    for (const phrase of [nameWords(table.name), ...table.synonyms])
      for (const { text } of splitWords(phrase)) {
        const tables = words.get(singular(text)) ?? []
        addOnce(tables, table)
        words.set(singular(text), tables)
      }
  return words
}

function addOnce<T>(list: T[], one: T): void {
  if (!list.includes(one)) list.push(one)
}

function columnPhrases({ table, column }: ColumnPlace): string[] {
  if (isKey(table, column.name)) return []
  const own = nameWords(column.name)
  const prefix = `${nameWords(table.name)} `
  const short = own.startsWith(prefix) ? [own.slice(prefix.length)] : []
  return [...new Set([own, ...short, ...column.synonyms])]
}

/** Keys tell rows apart and measure nothing. */
export function isKey(table: DataTable, column: string): boolean {
  return table.primaryKey.includes(column) || table.foreignKeys.some(({ columns }) => columns.includes(column))
}

const conceptNames: Readonly<Record<Concept, RegExp>> = {
  money:
    /^(?:(?:unit|list|sale|selling|retail|net|gross|total|grand|order|paid) )?(?:total|price|amount|cost|fee|fare|charge|rate|sum|salary|payment)(?: (?:total|amount|paid|due))?$/,
  duration:
    /^(?:duration|length|runtime|run time|playing time|(?:length|duration|runtime)? ?(?:in )?(?:milliseconds|ms|seconds|secs|minutes|mins|hours))$/,
  size: /^(?:size|file size|(?:size |file size )?(?:in )?(?:bytes|kb|mb|gb))$/,
  date: /\b(?:date|day|time|at|on|timestamp)$/,
  rating: /^(?:rating|score|stars|grade)$/,
  weight: /^(?:weight|weight (?:kg|grams?|lbs?))$/,
  height: /^(?:height|altitude|elevation)(?: (?:m|cm|metres|meters|feet))?$/,
}

/** What a column measures, by its type, unit, name and synonyms. */
export function measures(column: DataColumn, concept: Concept): boolean {
  if (concept === 'date') return column.type === 'date'
  if (column.type !== 'number') return false
  const unit = column.unit ?? ''
  if (/^(?:quantity|qty|count|number|year)$/i.test(column.name)) return false
  if (concept === 'money' && unit.startsWith('currency')) return true
  if (concept === 'duration' && /^(?:ms|s|min|h)$/.test(unit)) return true
  if (concept === 'size' && unit === 'bytes') return true
  return [nameWords(column.name), ...column.synonyms].some((name) => conceptNames[concept].test(name))
}

/** How many of the column's unit are one second. */
export function perSecond(column: DataColumn): number | null {
  const said = `${column.unit ?? ''} ${nameWords(column.name)}`
  if (/\b(?:ms|milliseconds?|millis)\b/.test(said)) return 1000
  if (/\b(?:s|secs?|seconds?)\b/.test(said)) return 1
  if (/\b(?:min|mins|minutes?)\b/.test(said)) return 1 / 60
  return null
}
