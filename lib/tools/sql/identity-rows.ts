import type { DataSchema, DataSource, DataTable, IdentityRule } from '@/lib/domain/data-source'
import { quoteName } from './quote'
import { namespaceOf } from './source-names'

type Path = IdentityRule['rows'][number]['path']
type Owned = Pick<DataSource, 'schema' | 'identity'>

/** The tables whose rows belong to people, with the joins that lead to whom. */
export function personalTables({ identity }: Pick<DataSource, 'identity'>): { table: string; path: Path }[] {
  if (!identity) return []
  const others = identity.rows.filter(({ table }) => table !== identity.table)
  return [{ table: identity.table, path: [] }, ...others.map(({ table, path }) => ({ table, path }))]
}

/** SQL that is true of the rows of `alias` that belong to the person whose key the SQL `key` gives. */
export function belongsTo(source: Owned, path: Path, alias: string, key: string): string {
  const { identity } = source
  if (!identity) return 'false'
  const [hop, ...rest] = path
  if (!hop) return `${quoteName(alias)}.${quoteName(identity.key)} = ${key}`
  const column = `${quoteName(alias)}.${quoteName(hop.column)}`
  const { table, column: referenced } = hop.references
  if (rest.length === 0 && table === identity.table && referenced === identity.key) return `${column} = ${key}`
  const next = `owner_${path.length}`
  const joined = `${quoteName(next)}.${quoteName(referenced)} = ${column}`
  return `EXISTS (SELECT 1 FROM ${qualified(source, table)} AS ${quoteName(next)} WHERE ${joined} AND ${belongsTo(source, rest, next, key)})`
}

/** What the joins read: the reading role needs it, whether or not queries may name it. */
export function pathColumns({ identity }: Pick<DataSource, 'identity'>): { table: string; column: string }[] {
  if (!identity) return []
  const hops = personalTables({ identity }).flatMap(({ table, path }) =>
    path.flatMap((hop, at) => [
      { table: path[at - 1]?.references.table ?? table, column: hop.column },
      { table: hop.references.table, column: hop.references.column },
    ]),
  )
  return [{ table: identity.table, column: identity.key }, ...hops]
}

/** PostgreSQL's type of the key; text where the snapshot does not know it. */
export function keyType({ schema, identity }: Owned): string {
  const columns = identity ? tableOf(schema, identity.table)?.columns : undefined
  return columns?.find(({ name }) => name === identity?.key)?.sqlType ?? 'text'
}

export function tableOf(schema: DataSchema, name: string): DataTable | undefined {
  return schema.tables.find((table) => table.name === name)
}

export function qualified(source: Pick<DataSource, 'schema'>, table: string): string {
  return `${quoteName(namespaceOf(source))}.${quoteName(table)}`
}
