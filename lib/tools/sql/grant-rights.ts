import type pg from 'pg'
import type { DataSource } from '@/lib/domain/data-source'
import { allLayers, type DataLayers } from './data-layers'
import { belongsTo, keyType, pathColumns, personalTables, qualified } from './identity-rows'
import { quoteName } from './quote'
import { namespaceOf, privateSchemaOf, sourceNames } from './source-names'

/**
 * Makes a loaded source's own database say what its allow-list and identity rule say: SELECT on the allowed columns, and
 * policies that show a personal row to its person alone. In one transaction; run it again when either changes.
 */
export async function grantRights(
  client: pg.ClientBase,
  source: DataSource,
  layers: Pick<DataLayers, 'policies'> = allLayers,
): Promise<void> {
  const { reader } = sourceNames(source.id)
  const statements = ['BEGIN', ...(await revoked(client, source, reader)), ...granted(source, reader)]
  if (layers.policies) statements.push(...policies(source, reader))
  try {
    await client.query([...statements, 'COMMIT'].join(';\n'))
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

async function revoked(client: pg.ClientBase, source: DataSource, reader: string): Promise<string[]> {
  const namespace = namespaceOf(source)
  const { rows } = await client.query<{ table: string; policy: string }>(
    'SELECT tablename AS table, policyname AS policy FROM pg_policies WHERE schemaname = $1',
    [namespace],
  )
  const { rows: tables } = await client.query<{ table: string }>(
    "SELECT relname AS table FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relrowsecurity AND relkind IN ('r', 'p')",
    [quoteName(namespace)],
  )
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${quoteName(namespace)} FROM PUBLIC, ${quoteName(reader)}`,
    `GRANT USAGE ON SCHEMA ${quoteName(namespace)} TO ${quoteName(reader)}`,
    ...rows.map(({ table, policy }) => `DROP POLICY ${quoteName(policy)} ON ${qualified(source, table)}`),
    ...tables.map(
      ({ table }) => `ALTER TABLE ${qualified(source, table)} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`,
    ),
  ]
}

function granted(source: DataSource, reader: string): string[] {
  return grantedColumns(source).map(({ table, columns }) => {
    const list = columns.map(quoteName).join(', ')
    return `GRANT SELECT (${list}) ON ${qualified(source, table)} TO ${quoteName(reader)}`
  })
}

/** What the reading role may read: what queries may name, and what the joins of the policies need. */
export function grantedColumns(source: DataSource): { table: string; columns: string[] }[] {
  const needed = pathColumns(source)
  return source.schema.tables.flatMap(({ name, columns, isAllowed }) => {
    const readable = columns.filter((column) => isAllowed && column.isAllowed).map((column) => column.name)
    const joined = needed.filter(({ table }) => table === name).map(({ column }) => column)
    const granted = [...new Set([...readable, ...joined])]
    return granted.length === 0 ? [] : [{ table: name, columns: granted }]
  })
}

function policies(source: DataSource, reader: string): string[] {
  return ownerPredicates(source).flatMap(({ table, isTheirs }) => {
    const name = qualified(source, table)
    return [
      `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY parley_person ON ${name} FOR SELECT TO ${quoteName(reader)} USING (${isTheirs})`,
      `CREATE POLICY parley_server ON ${name} FOR ALL TO CURRENT_USER USING (true)`,
    ]
  })
}

/** The personal tables, each with SQL that is true of the rows of whom the connection speaks for. */
export function ownerPredicates(source: DataSource): { table: string; isTheirs: string }[] {
  const key = `(SELECT ${quoteName(privateSchemaOf(source))}.identity_key()::${keyType(source)})`
  return personalTables(source).map(({ table, path }) => ({ table, isTheirs: belongsTo(source, path, table, key) }))
}
