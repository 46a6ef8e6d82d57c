import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import type { Store } from '@/lib/domain/store'
import { PrismaClient } from '@/lib/store/generated/client'
import { access, type SecretCipher } from '@/lib/store/postgres/access'
import { agentTests } from '@/lib/store/postgres/agent-tests'
import { agents } from '@/lib/store/postgres/agents'
import { chatbots } from '@/lib/store/postgres/chatbots'
import { conversations } from '@/lib/store/postgres/conversations'
import { createPool } from '@/lib/store/postgres/create-pool'
import { dataSources } from '@/lib/store/postgres/data-sources'
import { sayWhenAway } from '@/lib/store/postgres/database-away'
import { deliveries } from '@/lib/store/postgres/deliveries'
import { drafts } from '@/lib/store/postgres/drafts'
import { forms } from '@/lib/store/postgres/forms'
import { insight } from '@/lib/store/postgres/insight/insight'
import { knowledge } from '@/lib/store/postgres/knowledge'
import { office } from '@/lib/store/postgres/office'
import { providers } from '@/lib/store/postgres/providers'
import { tokens } from '@/lib/store/postgres/tokens'
import { upkeep } from '@/lib/store/postgres/upkeep'
import type { VectorTable } from '@/lib/store/postgres/vectors/open-vector-table'
import { vectorStore } from '@/lib/store/postgres/vectors/vector-store'

type Connection = { url: string; poolSize: number } | { pool: pg.Pool }

type Options = Connection & SecretCipher & { vectorTable?: VectorTable | null }

/**
 * The store on PostgreSQL, on a migrated database. One pool serves it and Prisma; a pool that was given (`createPool`)
 * stays open at `close`. `encrypt` and `decrypt` keep tenants' HMAC keys; `vectorTable` is what `openVectorTable` found.
 * Every function throws BUSY where the database is away.
 */
export function createPostgresStore({ encrypt, decrypt, vectorTable = null, ...connection }: Options): Store {
  const pool = 'pool' in connection ? connection.pool : createPool(connection.url, connection.poolSize)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
  const database = { pool, prisma }
  return {
    conversations: sayWhenAway(conversations(database)),
    deliveries: sayWhenAway(deliveries(database)),
    agents: sayWhenAway(agents(database)),
    drafts: sayWhenAway(drafts(database)),
    agentTests: sayWhenAway(agentTests(database)),
    forms: sayWhenAway(forms(database)),
    access: sayWhenAway(access(database, { encrypt, decrypt })),
    tokens: sayWhenAway(tokens(database)),
    chatbots: sayWhenAway(chatbots(database)),
    office: sayWhenAway(office(database)),
    insight: sayWhenAway(insight(database)),
    providers: sayWhenAway(providers(database, { encrypt, decrypt })),
    knowledge: sayWhenAway(knowledge(database, vectorTable)),
    data: sayWhenAway(dataSources(database, { encrypt, decrypt })),
    vectors: vectorTable && sayWhenAway(vectorStore(database, vectorTable)),
    upkeep: sayWhenAway(upkeep(database)),
    async close() {
      await prisma.$disconnect()
      if (!('pool' in connection)) await pool.end()
    },
  }
}
