import type { DataColumn, DataSchema, DataTable, IdentityRule } from '@/lib/domain/data-source'
import type { Concept } from './draft'
import { nameWords } from './name-words'
import { measures } from './vocabulary'

export class NotSure extends Error {}

export type Ground = { schema: DataSchema; identity: IdentityRule | null }

export function isPersonal({ identity }: Ground, table: DataTable): boolean {
  return identity?.rows.some((one) => one.table === table.name) === true || identity?.table === table.name
}

export function only<T>(list: readonly T[]): T {
  const [one] = list
  if (one === undefined || list.length > 1) throw new NotSure('which')
  return one
}

export function allowed(table: DataTable): DataColumn[] {
  return table.columns.filter(({ isAllowed }) => isAllowed)
}

export function moneyOf(table: DataTable): DataColumn | null {
  return oneOf(
    allowed(table).filter((column) => measures(column, 'money')),
    'money',
    table,
  )
}

/** Of several that measure the same, the one that plainly means the whole row. */
export function oneOf(columns: readonly DataColumn[], concept: Concept, table: DataTable): DataColumn | null {
  if (columns.length < 2) return columns[0] ?? null
  const plain = { money: /^(?:grand )?(?:total|amount)$/, date: /^(?:date|created|created at|ordered at)$/ }
  const pattern = concept === 'money' || concept === 'date' ? plain[concept] : /^$/
  const own = `${nameWords(table.name)} date`
  const likely = columns.filter(
    ({ name }) => pattern.test(nameWords(name)) || (concept === 'date' && nameWords(name) === own),
  )
  return likely.length === 1 ? (likely[0] ?? null) : null
}
