import type pg from 'pg'
import type { FilledTable } from '@/lib/domain/data-source'
import { quoteName } from '../quote'
import { sourceNames } from '../source-names'
import { copyIn, copyLine } from './copy-in'

/** Makes and fills tables in the new database of a source, owned by its owner. References that rows break are left out. */
export async function loadTables(control: pg.Client, sourceId: string, tables: readonly FilledTable[]): Promise<void> {
  await control.query(`SET ROLE ${quoteName(sourceNames(sourceId).owner)}; SET search_path = public`)
  try {
    await control.query(['BEGIN', ...tables.map(created)].join(';\n'))
    for (const table of tables)
      await copyIn(control, `COPY ${quoteName(table.name)} FROM STDIN`, table.rows.map(copyLine).join(''))
    await control.query('COMMIT')
    for (const statement of [...tables.flatMap(ownKey), ...tables.flatMap(references)])
      await control.query(statement).catch(() => undefined)
  } finally {
    await control.query('RESET ROLE; SET search_path = pg_catalog, pg_temp')
  }
}

function created({ name, columns }: FilledTable): string {
  const list = columns.map(
    (column) => `${quoteName(column.name)} ${column.sqlType}${column.isNullable ? '' : ' NOT NULL'}`,
  )
  return `CREATE TABLE ${quoteName(name)} (${list.join(', ')})`
}

const list = (columns: readonly string[]) => columns.map(quoteName).join(', ')

function ownKey({ name, primaryKey }: FilledTable): string[] {
  return primaryKey.length === 0 ? [] : [`ALTER TABLE ${quoteName(name)} ADD PRIMARY KEY (${list(primaryKey)})`]
}

function references({ name, foreignKeys }: FilledTable): string[] {
  const table = quoteName(name)
  return foreignKeys.flatMap(({ columns, table: other, references: keys }) => [
    `CREATE INDEX ON ${table} (${list(columns)})`,
    `ALTER TABLE ${table} ADD FOREIGN KEY (${list(columns)}) REFERENCES ${quoteName(other)} (${list(keys)})`,
  ])
}
