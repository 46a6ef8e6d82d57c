import type { DataSource } from '@/lib/domain/data-source'
import type { DataStore } from '@/lib/domain/data-store'
import { AppError } from '@/lib/domain/errors'
import type { Prisma, DataSource as Row } from '@/lib/store/generated/client'
import { Prisma as values } from '@/lib/store/generated/client'
import { inScope, requireScope } from '@/lib/store/in-scope'
import type { SecretCipher } from '@/lib/store/postgres/access'
import { identityColumn, schemaColumn } from '@/lib/store/postgres/data-columns'
import type { Database } from '@/lib/store/postgres/database'
import { plainText } from '@/lib/store/postgres/json-text'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import { isUniqueViolation } from '@/lib/store/postgres/unique-violation'

/** An address may hold a password: it is kept encrypted. */
export function dataSources({ prisma }: Database, cipher: SecretCipher): DataStore {
  const sourceOf = (row: Row): DataSource => ({
    id: row.id,
    tenantId: row.tenantId,
    name: row.name,
    kind: row.kind === 'postgres' ? 'postgres' : 'loaded',
    database: row.database,
    url: row.urlCipher === null ? null : cipher.decrypt(row.urlCipher),
    schema: schemaColumn.parse(row.schema),
    identity: row.identity === null ? null : identityColumn.parse(row.identity),
    createdAt: row.createdAt.getTime(),
    updatedAt: row.updatedAt.getTime(),
  })
  return {
    async addSource(scope, source) {
      requireScope(scope, source.tenantId)
      const { id, tenantId, kind, database } = source
      const times = { createdAt: new Date(source.createdAt), updatedAt: new Date(source.updatedAt) }
      const data = {
        id,
        tenantId,
        name: plainText(source.name),
        kind,
        database,
        ...columnsOf(source, cipher),
        ...times,
      }
      await prisma.dataSource.create({ data }).catch((cause: unknown) => {
        if (!isUniqueViolation(cause)) throw cause
        throw new AppError('CONFLICT', 'A data source of this name exists already', { cause })
      })
    },
    async findSource(scope, tenantId, idOrName) {
      if (!inScope(scope, tenantId)) return null
      const wanted = { OR: [{ id: uuidOrNone(idOrName) }, { name: plainText(idOrName) }] }
      const rows = await prisma.dataSource.findMany({ where: { tenantId: uuidOrNone(tenantId), ...wanted } })
      const row = rows.find(({ id }) => id === idOrName.toLowerCase()) ?? rows[0]
      return row ? sourceOf(row) : null
    },
    async listSources(scope, tenantId) {
      if (!inScope(scope, tenantId)) return []
      const where = { tenantId: uuidOrNone(tenantId) }
      return (await prisma.dataSource.findMany({ where, orderBy: { name: 'asc' } })).map(sourceOf)
    },
    async changeSource(scope, sourceId, { updatedAt, ...change }) {
      const where = { id: uuidOrNone(sourceId), ...own(tenantOf(scope)) }
      const data = { ...columnsOf(change, cipher), updatedAt: new Date(updatedAt) }
      return (await prisma.dataSource.updateMany({ where, data })).count > 0
    },
    async removeSource(scope, sourceId) {
      const where = { id: uuidOrNone(sourceId), ...own(tenantOf(scope)) }
      return (await prisma.dataSource.deleteMany({ where })).count > 0
    },
  }
}

type Columns = Required<Pick<Prisma.DataSourceUncheckedCreateInput, 'schema'>> & {
  urlCipher: string | null
  identity: Prisma.InputJsonValue | typeof values.DbNull
}

function columnsOf(source: Pick<DataSource, 'schema' | 'identity' | 'url'>, cipher: SecretCipher): Columns
function columnsOf(
  change: Partial<Pick<DataSource, 'schema' | 'identity' | 'url'>>,
  cipher: SecretCipher,
): Partial<Columns>
function columnsOf(
  { schema, identity, url }: Partial<Pick<DataSource, 'schema' | 'identity' | 'url'>>,
  cipher: SecretCipher,
): Partial<Columns> {
  return {
    ...(schema === undefined ? {} : { schema: json(schema) }),
    ...(identity === undefined ? {} : { identity: identity === null ? values.DbNull : json(identity) }),
    ...(url === undefined ? {} : { urlCipher: url === null ? null : cipher.encrypt(url) }),
  }
}

// Without what JSON cannot say, and NUL, which jsonb refuses.
function json(value: unknown): Prisma.InputJsonObject {
  return JSON.parse(plainText(JSON.stringify(value)))
}

function own(tenantId: string | null): { tenantId?: string } {
  return tenantId === null ? {} : { tenantId }
}
