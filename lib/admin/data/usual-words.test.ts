import { expect, test } from 'vitest'
import type { DataTable } from '@/lib/domain/data-source'
import { withUsualWords } from './usual-words'

const table = (name: string, synonyms: string[] = []): DataTable => ({
  ...{ name, note: null, synonyms, columns: [], primaryKey: [], foreignKeys: [], rows: null, isAllowed: true },
})
const wordsOf = (...tables: DataTable[]) => withUsualWords({ tables }).tables.map(({ synonyms }) => synonyms)

test('tables that many databases have are called as people call them, in either style of name', () => {
  expect(wordsOf(table('Invoice'), table('tracks'), table('xyzzy'))).toEqual([
    ['purchase', 'order', 'bill'],
    ['song'],
    [],
  ])
})

test('a word that two tables would share, or that is another’s name, is none’s', () => {
  expect(wordsOf(table('invoice'), table('order'))).toEqual([['bill'], []])
})

test('words that are there stay', () => {
  expect(wordsOf(table('invoice', ['receipt']))).toEqual([['receipt']])
})
