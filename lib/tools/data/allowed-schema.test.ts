import { expect, test } from 'vitest'
import type { DataColumn, DataTable } from '@/lib/domain/data-source'
import { allowedSchema } from './allowed-schema'

const column = (name: string, isAllowed = true): DataColumn => ({
  ...{ name, type: 'number', sqlType: 'integer', isNullable: false, note: null, synonyms: [], unit: null, samples: [] },
  isAllowed,
})
const table = (name: string, columns: DataColumn[], more: Partial<DataTable> = {}): DataTable => ({
  ...{ name, note: null, synonyms: [], columns, primaryKey: [], foreignKeys: [], rows: null, isAllowed: true },
  ...more,
})

test('tables and columns that may not be read are not named, nor are the keys that lead to them', () => {
  const tables = [
    table('invoice', [column('id'), column('clerk_id'), column('track_id')], {
      primaryKey: ['id'],
      foreignKeys: [
        { columns: ['clerk_id'], table: 'employee', references: ['id'] },
        { columns: ['track_id'], table: 'track', references: ['secret'] },
      ],
    }),
    table('employee', [column('id')], { isAllowed: false }),
    table('track', [column('id'), column('secret', false)], { primaryKey: ['secret'] }),
  ]
  const allowed = allowedSchema({ tables })
  expect(JSON.stringify(allowed)).not.toMatch(/employee|secret/)
  expect(allowed.tables.map(({ name }) => name)).toEqual(['invoice', 'track'])
  expect(allowed.tables[0]?.primaryKey).toEqual(['id'])
})
