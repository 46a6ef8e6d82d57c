import type { DataSource } from '@/lib/domain/data-source'

/** The schema of a source's database that holds what only the server may touch. In somebody's own there may be several. */
export function privateSchemaOf({ id, kind }: Pick<DataSource, 'id' | 'kind'>): string {
  return kind === 'loaded' ? 'parley_private' : `parley_private_${id.replaceAll('-', '')}`
}

/** The row policy of a source on tables that are somebody else's. */
export function policyOf({ id }: Pick<DataSource, 'id'>): string {
  return `parley_person_${id.replaceAll('-', '')}`
}

/** The names of what one loaded source has on the server of its database: all made of its id, so they are nobody else's. */
export function sourceNames(sourceId: string): { database: string; reader: string; owner: string } {
  const database = `parley_data_${sourceId.replaceAll('-', '')}`
  return { database, reader: `${database}_reader`, owner: `${database}_owner` }
}

export function namespaceOf({ schema }: Pick<DataSource, 'schema'>): string {
  return schema.namespace ?? 'public'
}
