import type pg from 'pg'
import { z } from 'zod'
import type { DataColumn, DataSchema, DataTable, DataType } from '@/lib/domain/data-source'
import { quoteName } from '../quote'
import { samplesOf } from './samples-of'

const foreignKey = z.object({ columns: z.array(z.string()), table: z.string(), references: z.array(z.string()) })
const column = z.object({
  name: z.string(),
  sql_type: z.string(),
  category: z.string(),
  nullable: z.boolean(),
  readable: z.boolean(),
})
const table = z.object({
  name: z.string(),
  note: z.string().nullable(),
  columns: z.array(column),
  primary_key: z.array(z.string()).nullable(),
  foreign_keys: z.array(foreignKey).nullable(),
})

// Tables of one namespace with what their keys say. Without what the asking role may not read, and without those that
// cannot be named: a name of the catalogue means the catalogue.
const tablesSql = `
  SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS note,
    (SELECT json_agg(json_build_object('name', a.attname, 'sql_type', format_type(a.atttypid, a.atttypmod),
        'category', t.typcategory, 'nullable', NOT a.attnotnull,
        'readable', has_column_privilege(c.oid, a.attnum, 'SELECT')) ORDER BY a.attnum)
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT json_agg(a.attname ORDER BY k.at) FROM pg_constraint p, unnest(p.conkey) WITH ORDINALITY AS k(num, at)
      JOIN pg_attribute a ON a.attnum = k.num
      WHERE p.conrelid = c.oid AND p.contype = 'p' AND a.attrelid = c.oid) AS primary_key,
    (SELECT json_agg(json_build_object('columns', own.names, 'table', o.relname, 'references', other.names) ORDER BY f.conname)
      FROM pg_constraint f JOIN pg_class o ON o.oid = f.confrelid AND o.relnamespace = c.relnamespace,
        LATERAL (SELECT json_agg(a.attname ORDER BY k.at) AS names FROM unnest(f.conkey) WITH ORDINALITY AS k(num, at)
          JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.num) own,
        LATERAL (SELECT json_agg(a.attname ORDER BY k.at) AS names FROM unnest(f.confkey) WITH ORDINALITY AS k(num, at)
          JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.num) other
      WHERE f.conrelid = c.oid AND f.contype = 'f') AS foreign_keys
  FROM pg_class c WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND has_any_column_privilege(c.oid, 'SELECT')
    AND NOT EXISTS (SELECT 1 FROM pg_class s WHERE s.relnamespace = 'pg_catalog'::regnamespace AND s.relname = c.relname)
  ORDER BY c.relname`

const maxTables = 200

/** The namespace of a database that holds most tables, and a snapshot of them: keys, about how many rows, some values. */
export async function readSchema(client: pg.Client): Promise<DataSchema> {
  const namespace = await fullestNamespace(client)
  const { rows } = await client.query(tablesSql, [quoteName(namespace)])
  const tables: DataTable[] = []
  for (const row of z.array(table).parse(rows).slice(0, maxTables)) tables.push(await described(client, namespace, row))
  return namespace === 'public' ? { tables } : { tables, namespace }
}

async function fullestNamespace(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT n.nspname AS name FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
     WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema|parley_private)'
       AND has_schema_privilege(n.oid, 'USAGE')
     GROUP BY 1 ORDER BY count(*) DESC, n.nspname = 'public' DESC, 1 LIMIT 1`,
  )
  return rows[0]?.name ?? 'public'
}

async function described(client: pg.Client, namespace: string, row: z.output<typeof table>): Promise<DataTable> {
  const name = `${quoteName(namespace)}.${quoteName(row.name)}`
  const readable = row.columns.filter((one) => one.readable)
  const { rows } = await client.query<{ n: string }>(
    `SELECT CASE WHEN c.reltuples > 1000000 THEN c.reltuples::bigint END AS n FROM pg_class c WHERE c.oid = to_regclass($1)`,
    [name],
  )
  const counted = rows[0]?.n ?? (await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${name}`)).rows[0]?.n
  const samples = await samplesOf(
    client,
    name,
    row.name,
    readable.map((one) => ({ name: one.name, type: typeOf(one.category) })),
  )
  return {
    name: row.name,
    note: row.note,
    synonyms: [],
    columns: readable.map(
      (one): DataColumn => ({
        name: one.name,
        type: typeOf(one.category),
        sqlType: one.sql_type,
        isNullable: one.nullable,
        note: null,
        synonyms: [],
        unit: null,
        isAllowed: true,
        samples: samples.get(one.name) ?? [],
      }),
    ),
    primaryKey: row.primary_key ?? [],
    foreignKeys: row.foreign_keys ?? [],
    rows: Number(counted ?? 0),
    isAllowed: true,
  }
}

// PostgreSQL's categories of types.
function typeOf(category: string): DataType {
  const known: Readonly<Record<string, DataType>> = { S: 'text', E: 'text', N: 'number', D: 'date', B: 'boolean' }
  return known[category] ?? 'other'
}
