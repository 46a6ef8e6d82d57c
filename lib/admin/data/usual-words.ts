import type { DataSchema } from '@/lib/domain/data-source'

/** What people call rows of tables that many databases have, by the table's name. */
const usual: Readonly<Record<string, readonly string[]>> = {
  invoice: ['purchase', 'order', 'bill'],
  order: ['purchase'],
  purchase: ['order'],
  sale: ['purchase', 'order'],
  customer: ['client', 'buyer'],
  client: ['customer'],
  employee: ['staff member', 'worker'],
  product: ['article', 'item'],
  track: ['song'],
  song: ['track'],
  artist: ['band', 'musician'],
  film: ['movie'],
  movie: ['film'],
  rental: ['loan'],
  loan: ['rental'],
  booking: ['reservation'],
  reservation: ['booking'],
  payment: ['transaction'],
}

/**
 * The schema with words that its tables are usually called by, for its owner to change. None that names another table, or that
 * two tables would share: such a word says nothing. Pure.
 */
export function withUsualWords(schema: DataSchema): DataSchema {
  const names = new Set(schema.tables.map(({ name }) => singular(name)))
  const words = schema.tables.flatMap(({ name }) => usual[singular(name)] ?? [])
  const isOwn = (word: string) => !names.has(word) && words.filter((other) => other === word).length === 1
  return {
    ...schema,
    tables: schema.tables.map((table) =>
      table.synonyms.length > 0 ? table : { ...table, synonyms: (usual[singular(table.name)] ?? []).filter(isOwn) },
    ),
  }
}

function singular(name: string): string {
  return name.toLowerCase().replace(/(?<=[^s])s$/, '')
}
