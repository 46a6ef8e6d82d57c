import type { DataColumn, DataTable } from '@/lib/domain/data-source'
import { NotSure } from './ground'
import { nameWords } from './name-words'
import { isKey } from './vocabulary'

/** The columns that name a row: its name or title, a person's two names, else its key. */
export function labelOf(table: DataTable): readonly DataColumn[] {
  const columns = table.columns.filter(({ isAllowed }) => isAllowed)
  const own = nameWords(table.name)
  const named = (pattern: RegExp) => columns.find(({ name, type }) => type === 'text' && pattern.test(nameWords(name)))
  const [first, last] = [named(/^(?:first|given) name$/), named(/^(?:last|family|sur) ?name$/)]
  if (first && last) return [first, last]
  const label =
    named(/^name$/) ??
    named(/^title$/) ??
    named(new RegExp(`^${own} (?:name|title)$`)) ??
    named(/^(?:label|full name)$/)
  if (label) return [label]
  return columns.filter(({ name }) => table.primaryKey.includes(name))
}

/** What a row is shown by where nothing was asked of it. */
export function shownOf(table: DataTable): readonly DataColumn[] {
  const label = labelOf(table)
  if (label.some(({ name }) => !table.primaryKey.includes(name))) return label
  const rest = table.columns.filter(
    ({ name, type, isAllowed }) => isAllowed && !isKey(table, name) && (type === 'date' || type === 'number'),
  )
  return [...label, ...rest.slice(0, 4)]
}

/** A column that keys name. Throws NotSure where it may not be read. */
export function columnNamed(table: DataTable, name: string): DataColumn {
  const column = table.columns.find((one) => one.name === name && one.isAllowed)
  if (!column) throw new NotSure('which')
  return column
}
