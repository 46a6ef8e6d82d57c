import type { DataSchema } from '@/lib/domain/data-source'

/** What may be read, and nothing that only names what may not: keys to tables or by columns outside are left out too. */
export function allowedSchema(schema: DataSchema): DataSchema {
  const tables = schema.tables
    .filter(({ isAllowed }) => isAllowed)
    .map((table) => ({ ...table, columns: table.columns.filter(({ isAllowed }) => isAllowed) }))
  const known = new Map(tables.map(({ name, columns }) => [name, new Set(columns.map((column) => column.name))]))
  const hasAll = (table: string, columns: readonly string[]) => columns.every((name) => known.get(table)?.has(name))
  return {
    ...schema,
    tables: tables.map((table) => ({
      ...table,
      primaryKey: hasAll(table.name, table.primaryKey) ? table.primaryKey : [],
      foreignKeys: table.foreignKeys.filter(
        (key) => hasAll(table.name, key.columns) && hasAll(key.table, key.references),
      ),
    })),
  }
}
