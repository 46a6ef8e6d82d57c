import { expect, test } from 'vitest'
import type { DataTable } from '@/lib/domain/data-source'
import { relevantTables } from './relevant-tables'

const table = (name: string, more: Partial<DataTable> = {}): DataTable => ({
  ...{ name, note: null, synonyms: [], columns: [], primaryKey: [], foreignKeys: [], rows: null, isAllowed: true },
  ...more,
})
const points = (...tables: string[]) => ({
  foreignKeys: tables.map((to) => ({ columns: ['x'], table: to, references: ['x'] })),
})

const many = [
  table('Customer'),
  table('Invoice', { synonyms: ['purchase'], ...points('Customer') }),
  table('InvoiceLine', points('Invoice', 'Track')),
  table('Track', points('Album')),
  table('Album'),
  ...Array.from({ length: 30 }, (_, at) => table(`archive_${at}`)),
]
const named = (...asked: string[]) => relevantTables({ tables: many }, asked).map(({ name }) => name)

test('of a small schema all are told', () => {
  expect(relevantTables({ tables: many.slice(0, 5) }, ['anything'])).toHaveLength(5)
})

test('of a large one those that are named, in either number and style, with what they point at', () => {
  expect(named('how many invoices?')).toEqual(['Customer', 'Invoice'])
  expect(named('the price of an invoice line')).toEqual(expect.arrayContaining(['Invoice', 'InvoiceLine', 'Track']))
})

test('a synonym names a table, and what lies between two of them comes too', () => {
  expect(named('which albums', 'were in my purchases?')).toEqual(expect.arrayContaining(['Album', 'Invoice']))
  expect(named('tracks of my purchase')).toContain('InvoiceLine')
})

test('where nothing is named none is described', () => {
  expect(named('hello')).toEqual([])
})
