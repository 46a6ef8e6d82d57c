import { expect, test } from 'vitest'
import type { DataSchema, DataTable } from '@/lib/domain/data-source'
import { identityRule, identityText } from './identity-rule'
import { withoutPersonalSamples } from './without-personal-samples'

function table(name: string, columns: string[], ...keys: [column: string, table: string, other: string][]): DataTable {
  return {
    ...{ name, note: null, synonyms: [], primaryKey: [], rows: null, isAllowed: true },
    columns: columns.map((column) => ({
      ...{ name: column, type: 'text', sqlType: 'text', isNullable: true, note: null, synonyms: [], unit: null },
      ...{ isAllowed: true, samples: ['x'] },
    })),
    foreignKeys: keys.map(([column, other, references]) => ({
      columns: [column],
      table: other,
      references: [references],
    })),
  }
}

const schema: DataSchema = {
  tables: [
    table('line', ['order', 'song'], ['order', 'order', 'id'], ['song', 'song', 'id']),
    table('song', ['id', 'title']),
    table('order', ['id', 'person', 'country', 'illness'], ['person', 'person', 'id']),
    table('person', ['id', 'first', 'last', 'boss'], ['boss', 'person', 'id']),
  ],
}

test('the tables from which keys lead to people are theirs, by the shortest way, and no others', () => {
  const rule = identityRule(schema, ' person.id, first ,last')
  const toPerson = { column: 'person', references: { table: 'person', column: 'id' } }
  expect(rule).toEqual({
    ...{ table: 'person', key: 'id', firstName: 'first', lastName: 'last' },
    rows: [
      { table: 'person', path: [] },
      { table: 'order', path: [toPerson] },
      { table: 'line', path: [{ column: 'order', references: { table: 'order', column: 'id' } }, toPerson] },
    ],
  })
  expect(identityText(rule)).toBe('person.id,first,last')
})

test.each(['person', 'person.id', 'person.id,first', 'person.key,first,last', 'nobody.id,first,last'])(
  'refused: %s',
  (text) => {
    expect(() => identityRule(schema, text)).toThrow(/TABLE\.KEY,FIRST_NAME,LAST_NAME/)
  },
)

test('samples of what belongs to people say no more than where they live', () => {
  const { tables } = withoutPersonalSamples(schema, identityRule(schema, 'person.id,first,last'))
  const shown = tables.flatMap(({ name, columns }) =>
    columns.flatMap((column) => (column.samples.length > 0 ? [`${name}.${column.name}`] : [])),
  )
  expect(shown).toEqual(['song.id', 'song.title', 'order.country'])
})
