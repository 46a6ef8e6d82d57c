import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import type { Store } from '@/lib/domain/store'
import { PrismaClient } from '@/lib/store/generated/client'
import { access, type SecretCipher } from '@/lib/store/postgres/access'
import { agents } from '@/lib/store/postgres/agents'
import { conversations } from '@/lib/store/postgres/conversations'
import { createPool } from '@/lib/store/postgres/create-pool'
import { dataSources } from '@/lib/store/postgres/data-sources'
import { deliveries } from '@/lib/store/postgres/deliveries'
import { forms } from '@/lib/store/postgres/forms'
import { knowledge } from '@/lib/store/postgres/knowledge'
import { providers } from '@/lib/store/postgres/providers'
import { upkeep } from '@/lib/store/postgres/upkeep'
import type { VectorTable } from '@/lib/store/postgres/vectors/open-vector-table'
import { vectorStore } from '@/lib/store/postgres/vectors/vector-store'

type Connection = { url: string; poolSize: number } | { pool: pg.Pool }

type Options = Connection & SecretCipher & { vectorTable?: VectorTable | null }

/**
 * The store on PostgreSQL, on a migrated database. One pool serves it and Prisma; a pool that was given (`createPool`)
 * stays open at `close`. `encrypt` and `decrypt` keep tenants' HMAC keys; `vectorTable` is what `openVectorTable` found.
 */
export function createPostgresStore({ encrypt, decrypt, vectorTable = null, ...connection }: Options): Store {
  const pool = 'pool' in connection ? connection.pool : createPool(connection.url, connection.poolSize)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  const database = { pool, prisma }
  return {
    conversations: conversations(database),
    deliveries: deliveries(database),
    agents: agents(database),
    forms: forms(database),
    access: access(database, { encrypt, decrypt }),
    providers: providers(database, { encrypt, decrypt }),
    knowledge: knowledge(database, vectorTable),
    data: dataSources(database, { encrypt, decrypt }),
    vectors: vectorTable && vectorStore(database, vectorTable),
    upkeep: upkeep(database),
    async close() {
      await prisma.$disconnect()
      if (!('pool' in connection)) await pool.end()
    },
  }
}
