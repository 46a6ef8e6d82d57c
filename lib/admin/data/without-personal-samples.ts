import type { DataSchema, IdentityRule } from '@/lib/domain/data-source'

const harmless = /country|state|region|city|currency|language/i

/** Samples are shown to whoever asks: of tables whose rows belong to people only where they live stays. */
export function withoutPersonalSamples(schema: DataSchema, identity: IdentityRule | null): DataSchema {
  const personal = new Set(identity?.rows.map(({ table }) => table))
  const tables = schema.tables.map((table) => {
    if (!personal.has(table.name)) return table
    const columns = table.columns.map((column) => (harmless.test(column.name) ? column : { ...column, samples: [] }))
    return { ...table, columns }
  })
  return { ...schema, tables }
}
