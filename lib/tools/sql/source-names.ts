import type { DataSource } from '@/lib/domain/data-source'

/** The schema of a data database that holds what only the server may touch. */
export const privateSchema = 'parley_private'

/** The names of what one loaded source has on the server of its database: all made of its id, so they are nobody else's. */
export function sourceNames(sourceId: string): { database: string; reader: string; owner: string } {
  const database = `parley_data_${sourceId.replaceAll('-', '')}`
  return { database, reader: `${database}_reader`, owner: `${database}_owner` }
}

export function namespaceOf({ schema }: Pick<DataSource, 'schema'>): string {
  return schema.namespace ?? 'public'
}
