import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import type { ChatbotPorts, ChatbotUser } from './chatbot-ports'
import { mayEverything } from './require-chatbot'

const mostBases = 20

/**
 * The ids of the tenant's bases with these ids or names, in their order. `attached`: those it has already, which anybody who
 * may change it may leave or take away. Throws VALIDATION_FAILED.
 */
export async function attachableBases(
  { store }: Pick<ChatbotPorts, 'store'>,
  user: ChatbotUser,
  named: readonly string[],
  { baseId = null, attached = [] }: { baseId?: string | null; attached?: readonly string[] } = {},
): Promise<string[]> {
  if (named.length > mostBases) throw refusal('', `at most ${mostBases} may be attached`)
  const { tenantId } = user
  const found = await Promise.all(
    named.map((base) => store.knowledge.findBase(tenant(tenantId), tenantId, base.trim())),
  )
  const ids = named.map((name, at) => {
    const base = found[at]
    // Whoever may not attach learns of no other base that it is there.
    if (base && (mayEverything(user) || attached.includes(base.id))) return base.id
    if (!mayEverything(user)) throw refusal('', 'only people who edit this tenant’s agents may attach knowledge bases')
    throw refusal(`[${at}]`, `there is no knowledge base ${JSON.stringify(name)}`)
  })
  return [...new Set(ids)].filter((id) => id !== baseId)
}

function refusal(place: string, message: string): AppError {
  const path = `knowledge_bases${place}`
  return new AppError('VALIDATION_FAILED', `${path}: ${message}`, { problems: [{ path, message }] })
}
