import { stateVersion } from '@/lib/domain/conversation'
import type { ConversationStore } from '@/lib/domain/conversation-store'
import { claimTurn } from '@/lib/store/postgres/claim-turn'
import { commitTurn } from '@/lib/store/postgres/commit-turn'
import { conversationEdits } from '@/lib/store/postgres/conversation-edits'
import { type ConversationRow, conversationColumns, conversationOf } from '@/lib/store/postgres/conversation-row'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { failTurn } from '@/lib/store/postgres/fail-turn'
import { leases } from '@/lib/store/postgres/leases'
import { listConversations } from '@/lib/store/postgres/list-conversations'
import { loadForTurn } from '@/lib/store/postgres/load-for-turn'
import { messages } from '@/lib/store/postgres/messages'
import { openConversation } from '@/lib/store/postgres/open-conversation'
import { tenantOf, uuidOrNone } from '@/lib/store/postgres/parameters'
import { readTurns } from '@/lib/store/postgres/read-turns'
import { recordTurn } from '@/lib/store/postgres/record-turn'
import { refoldConversation } from '@/lib/store/postgres/refold-conversation'
import { tickets } from '@/lib/store/postgres/tickets'

const byId: Statement = {
  name: 'get-conversation-by-id',
  text: `
SELECT ${conversationColumns} FROM text_conversations c
WHERE ($1::uuid IS NULL OR c.tenant_id = $1) AND c.id = $2 LIMIT 1`,
}

const byExternalId: Statement = {
  name: 'get-conversation-by-external-id',
  text: `
SELECT ${conversationColumns} FROM text_conversations c
WHERE ($1::uuid IS NULL OR c.tenant_id = $1) AND c.session_id = $2 AND c.dialect = $3
ORDER BY c.created_at LIMIT 1`,
}

const deletion: Statement = {
  name: 'delete-conversation',
  text: `
WITH deleted AS (
  DELETE FROM text_conversations c WHERE c.id = $1 AND ($2::uuid IS NULL OR c.tenant_id = $2)
  RETURNING c.session_id, c.dialect, c.tenant_id
)
INSERT INTO deleted_conversation_ids (external_id_hash, dialect, tenant_id)
SELECT sha256(convert_to(session_id, 'UTF8')), dialect, tenant_id FROM deleted
RETURNING true AS deleted`,
}

export function conversations(database: Database): ConversationStore {
  const getConversation: ConversationStore['getConversation'] = async (scope, ref) => {
    const find = () =>
      'id' in ref
        ? run<ConversationRow>(database, byId, [tenantOf(scope), uuidOrNone(ref.id)])
        : run<ConversationRow>(database, byExternalId, [tenantOf(scope), ref.externalId, ref.dialect])
    const [row] = await find()
    if (!row || row.state_version === stateVersion) return row ? conversationOf(row) : null
    await refoldConversation(database, row.id)
    const [refolded] = await find()
    return refolded ? conversationOf(refolded) : null
  }
  return {
    openConversation: (...call) => openConversation(database, ...call),
    loadForTurn: (...call) => loadForTurn(database, ...call),
    claimTurn: (...call) => claimTurn(database, ...call),
    commitTurn: (...call) => commitTurn(database, ...call),
    failTurn: (...call) => failTurn(database, ...call),
    recordTurn: (...call) => recordTurn(database, ...call),
    ...tickets(database),
    ...leases(database),
    ...readTurns(database),
    ...messages(database, getConversation),
    ...conversationEdits(database),
    listConversations: (...call) => listConversations(database, ...call),
    getConversation,
    async deleteConversation(scope, conversationId) {
      const rows = await run(database, deletion, [uuidOrNone(conversationId), tenantOf(scope)])
      return rows.length > 0
    },
  }
}
