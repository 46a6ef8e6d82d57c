import type { FilledTable } from '@/lib/domain/data-source'

type Column = {
  name: string
  sqlType: string
  isNullable: boolean
  isKey: boolean
  references: string | null
  other: string
}

export function column(name: string, sqlType: string, isNullable = true): Column {
  return { name, sqlType, isNullable, isKey: false, references: null, other: name }
}

export function key(name: string): Column {
  return { ...column(name, 'integer', false), isKey: true }
}

/** A column with a key of another table; `other`: what it is called there, where that differs. */
export function reference(name: string, table: string, isNullable = true, other = name): Column {
  return { ...column(name, 'integer', isNullable), references: table, other }
}

export function filled(name: string, columns: readonly Column[], rows: FilledTable['rows']): FilledTable {
  return {
    name,
    columns: columns.map((one) => ({ name: one.name, sqlType: one.sqlType, isNullable: one.isNullable })),
    primaryKey: columns.filter(({ isKey }) => isKey).map((one) => one.name),
    foreignKeys: columns.flatMap(({ name: own, references, other }) =>
      references === null ? [] : [{ columns: [own], table: references, references: [other] }],
    ),
    rows,
  }
}
