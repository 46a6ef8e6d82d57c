import type { DataColumn, DataSchema, DataTable } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'

export type ColumnWords = Partial<Pick<DataColumn, 'note' | 'synonyms' | 'unit' | 'isAllowed'>>

export type TableWords = Partial<Pick<DataTable, 'note' | 'synonyms' | 'isAllowed'>> & {
  columns?: Readonly<Record<string, ColumnWords>>
}

/** What an owner says of tables and columns, by their names; what is left out stays as it is. */
export type SchemaWords = Readonly<Record<string, TableWords>>

/** Throws VALIDATION_FAILED that names every table and column that is not there. */
export function describeSchema(schema: DataSchema, words: SchemaWords): DataSchema {
  const unknown = Object.entries(words).flatMap(([name, { columns = {} }]) => {
    const table = schema.tables.find((candidate) => candidate.name === name)
    if (!table) return [name]
    const missing = Object.keys(columns).filter((column) => !table.columns.some((one) => one.name === column))
    return missing.map((column) => `${name}.${column}`)
  })
  if (unknown.length > 0) {
    const problems = unknown.map((path) => ({ path: `tables.${path}`, message: 'is not in the data source' }))
    throw new AppError('VALIDATION_FAILED', `The data source has no ${unknown.join(', ')}`, { problems })
  }
  return {
    ...schema,
    tables: schema.tables.map((table) => ({ ...table, ...described(table, words[table.name] ?? {}) })),
  }
}

function described(table: DataTable, { columns: words = {}, ...change }: TableWords): Partial<DataTable> {
  return { ...change, columns: table.columns.map((column) => ({ ...column, ...words[column.name] })) }
}
