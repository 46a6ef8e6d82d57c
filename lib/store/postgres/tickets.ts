import type { ConversationStore } from '@/lib/domain/conversation-store'
import { AppError } from '@/lib/domain/errors'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'

const take: Statement = {
  name: 'take-ticket',
  text: `
INSERT INTO turn_tickets (tenant_id, conversation_id, expires_at)
SELECT c.tenant_id, c.id, clock_timestamp() + $3::int * interval '1 millisecond'
FROM text_conversations c WHERE c.id = $1 AND ($2::uuid IS NULL OR c.tenant_id = $2)
RETURNING id`,
}

const renew: Statement = {
  name: 'renew-ticket',
  text: `
UPDATE turn_tickets SET expires_at = clock_timestamp() + $3::int * interval '1 millisecond'
WHERE id = $1 AND ($2::uuid IS NULL OR tenant_id = $2)`,
}

const drop: Statement = {
  name: 'drop-ticket',
  text: 'DELETE FROM turn_tickets WHERE id = $1 AND ($2::uuid IS NULL OR tenant_id = $2)',
}

/** Places in the queue of a busy conversation, timed by the database's clock. `takeTicket` throws NOT_FOUND. */
export function tickets(database: Database): Pick<ConversationStore, 'takeTicket' | 'renewTicket' | 'dropTicket'> {
  return {
    async takeTicket(scope, conversationId, lifeMs) {
      const values = [uuidOrNone(conversationId), tenantOf(scope), lifeMs]
      const [row] = await run<{ id: number }>(database, take, values)
      if (!row) throw new AppError('NOT_FOUND', 'Conversation not found')
      return row.id
    },
    async renewTicket(scope, ticket, lifeMs) {
      await run(database, renew, [ticket, tenantOf(scope), lifeMs])
    },
    async dropTicket(scope, ticket) {
      await run(database, drop, [ticket, tenantOf(scope)])
    },
  }
}
