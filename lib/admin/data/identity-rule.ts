import type { DataSchema, DataTable, IdentityRule } from '@/lib/domain/data-source'
import { AppError } from '@/lib/domain/errors'

type Path = IdentityRule['rows'][number]['path']

/**
 * The rule that `customer.customer_id,first_name,last_name` stands for: who a person is, and every table from which keys
 * lead to that table, by the shortest way. Throws VALIDATION_FAILED where the schema has no such table or columns.
 */
export function identityRule(schema: DataSchema, text: string): IdentityRule {
  const parts = /^\s*([^.,]+)\.([^.,]+),([^,]+),([^,]+)$/.exec(text)
  const [tableName = '', key = '', firstName = '', lastName = ''] = (parts ?? []).slice(1).map((part) => part.trim())
  const table = schema.tables.find(({ name }) => name === tableName)
  const isThere = [key, firstName, lastName].every((name) => table?.columns.some((column) => column.name === name))
  if (!table || !isThere)
    throw new AppError(
      'VALIDATION_FAILED',
      'The identity is TABLE.KEY,FIRST_NAME,LAST_NAME with a table and columns of the source, such as customer.customer_id,first_name,last_name',
    )
  return { table: tableName, key, firstName, lastName, rows: ownedTables(schema.tables, tableName) }
}

/** The same as text: what `identityRule` reads. */
export function identityText({ table, key, firstName, lastName }: IdentityRule): string {
  return `${table}.${key},${firstName},${lastName}`
}

// Breadth first, from the people outwards.
function ownedTables(tables: readonly DataTable[], people: string): IdentityRule['rows'] {
  const paths = new Map<string, Path>([[people, []]])
  for (const [reached, path] of paths)
    for (const { name, foreignKeys } of tables) {
      const leads = foreignKeys.find(({ table, columns }) => table === reached && columns.length === 1)
      const [column, referenced] = [leads?.columns[0], leads?.references[0]]
      if (column === undefined || referenced === undefined || paths.has(name)) continue
      paths.set(name, [{ column, references: { table: reached, column: referenced } }, ...path])
    }
  return [...paths].map(([table, path]) => ({ table, path }))
}
