import type pg from 'pg'
import type { DataSource } from '@/lib/domain/data-source'
import { grantedColumns, ownerPredicates } from './grant-rights'
import { qualified, tableOf } from './identity-rows'
import { makePrivateSchema } from './make-database'
import { quoteName, quoteText } from './quote'
import { namespaceOf, policyOf, privateSchemaOf, sourceNames } from './source-names'

/** Lets everybody else go on as before, on tables that had no row policies until now. */
const everybody = 'parley_everybody'

/**
 * Makes somebody's own database say whose rows an agent sees: a role that may read the allowed columns and nothing else, and
 * a restrictive policy for that role alone on each personal table. Other roles see and write what they did before. Expects a
 * transaction; run it again when allow-list or rule change. Rejects with what the database says.
 */
export async function guardLiveTables(client: pg.ClientBase, source: DataSource, password: string): Promise<void> {
  const { reader } = sourceNames(source.id)
  const role = quoteName(reader)
  await unguardLiveTables(client, source)
  await client.query(
    `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 8 PASSWORD ${quoteText(password)}`,
  )
  // A query that goes on too long is ended by whoever may act for its role.
  await client.query(`GRANT ${role} TO CURRENT_USER`)
  await client.query(`ALTER ROLE ${role} SET default_transaction_read_only = on`)
  await client.query(`ALTER ROLE ${role} SET search_path = ${quoteName(namespaceOf(source))}`)
  await client.query(
    `DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${role}', current_database()); END $$`,
  )
  await client.query(`GRANT USAGE ON SCHEMA ${quoteName(namespaceOf(source))} TO ${role}`)
  for (const { table, columns } of grantedColumns(source))
    await client.query(`GRANT SELECT (${columns.map(quoteName).join(', ')}) ON ${qualified(source, table)} TO ${role}`)
  await makePrivateSchema(client, reader, privateSchemaOf(source))
  for (const { table, isTheirs } of ownerPredicates(source)) await guardTable(client, source, table, isTheirs)
}

/** Takes all of it away again, as far as it is there; also what an earlier schema of the source had. */
export async function unguardLiveTables(client: pg.ClientBase, source: Pick<DataSource, 'id' | 'kind'>): Promise<void> {
  const { reader } = sourceNames(source.id)
  const { rows } = await client.query<{ name: string; others: string; everybody: boolean }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name, bool_or(policyname = $3) AS everybody,
       count(*) FILTER (WHERE policyname NOT IN ($1, $2, $3)) AS others
     FROM pg_policies GROUP BY schemaname, tablename HAVING bool_or(policyname = $1)`,
    [policyOf(source), readerPolicy(source), everybody],
  )
  for (const { name, others, everybody: isOurs } of rows) {
    await client.query(`DROP POLICY ${quoteName(policyOf(source))} ON ${name}`)
    await client.query(`DROP POLICY IF EXISTS ${quoteName(readerPolicy(source))} ON ${name}`)
    // Policies that somebody has added meanwhile, or that another source of ours needs, stay in force.
    if (isOurs && others === '0')
      await client.query(`DROP POLICY ${everybody} ON ${name}; ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`)
  }
  const schema = privateSchemaOf(source)
  const { rows: left } = await client.query<{ schema: boolean; role: boolean }>(
    `SELECT to_regnamespace($1) IS NOT NULL AS schema, EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $2) AS role`,
    [schema, reader],
  )
  if (left[0]?.schema) await client.query(`DROP SCHEMA ${quoteName(schema)} CASCADE`)
  if (left[0]?.role) await client.query(`DROP OWNED BY ${quoteName(reader)}; DROP ROLE ${quoteName(reader)}`)
}

async function guardTable(client: pg.ClientBase, source: DataSource, table: string, isTheirs: string): Promise<void> {
  const name = qualified(source, table)
  const { rows } = await client.query<{ guarded: boolean }>(
    'SELECT relrowsecurity AS guarded FROM pg_class WHERE oid = to_regclass($1)',
    [name],
  )
  if (!rows[0]?.guarded)
    await client.query(
      `CREATE POLICY ${everybody} ON ${name} FOR ALL TO PUBLIC USING (true) WITH CHECK (true); ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`,
    )
  const role = quoteName(sourceNames(source.id).reader)
  await client.query(
    `CREATE POLICY ${quoteName(readerPolicy(source))} ON ${name} FOR SELECT TO ${role} USING (true);
     CREATE POLICY ${quoteName(policyOf(source))} ON ${name} AS RESTRICTIVE FOR SELECT TO ${role} USING (${isTheirs})`,
  )
}

/** What of it could not be set: a GRANT that its giver may not give is only a warning. Empty: all is as it should be. */
export async function missingGuards(client: pg.ClientBase, source: DataSource): Promise<string[]> {
  const { reader } = sourceNames(source.id)
  const missing: string[] = []
  for (const { table, columns } of grantedColumns(source)) {
    const name = qualified(source, table)
    const { rows } = await client.query<{ may: boolean }>(
      'SELECT bool_and(has_column_privilege($1, $2, c, $3)) AS may FROM unnest($4::text[]) AS c',
      [reader, name, 'SELECT', columns],
    )
    if (!rows[0]?.may) missing.push(`GRANT SELECT ON ${name}`)
  }
  for (const { table } of ownerPredicates(source))
    if (!tableOf(source.schema, table)) missing.push(`the table ${table}`)
  return missing
}

// Without a permissive policy of its own the role would see nothing where somebody else's policies are in force.
function readerPolicy(source: Pick<DataSource, 'id'>): string {
  return `${policyOf(source)}_reads`
}
