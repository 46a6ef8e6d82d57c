import { randomUUID } from 'node:crypto'
import type { Conversation } from '@/lib/domain/conversation'
import type { Claim, ConversationStore } from '@/lib/domain/conversation-store'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { claimOf, newId, openingOf, resultOf, type TurnPlan } from '@/lib/store/store-fixtures'

export async function newTenant(store: Store): Promise<string> {
  const id = randomUUID()
  await store.access.addTenant(platform, { id, name: 'A clinic' })
  return id
}

/** One conversation of a new tenant, and the few moves a test makes in it. */
export async function startTalk(store: Store, options: Parameters<typeof openingOf>[1] = {}) {
  const tenantId = await newTenant(store)
  const scope = tenant(tenantId)
  const opening = openingOf(tenantId, options)
  await store.conversations.openConversation(scope, opening)
  const { id } = opening.conversation
  const calls: ConversationStore = store.conversations

  async function now(): Promise<Conversation> {
    const conversation = await calls.getConversation(scope, { id })
    if (!conversation) throw new Error('The conversation is gone')
    return conversation
  }

  async function claim(text: string | null, change: Parameters<typeof claimOf>[2] = {}) {
    const asked: Claim = claimOf(await now(), text, change)
    return { turnId: asked.turn.id, asked, ...(await calls.claimTurn(scope, asked)) }
  }

  async function claimed(text: string | null, change: Parameters<typeof claimOf>[2] = {}) {
    const outcome = await claim(text, change)
    if (outcome.outcome !== 'claimed') throw new Error(`The turn could not be claimed: ${outcome.outcome}`)
    return outcome
  }

  /** A whole turn: claimed, answered and committed. */
  async function hears(text: string, plan: TurnPlan = {}) {
    const { turnId, fence, asked } = await claimed(text, { turn: { number: plan.number ?? 2 } })
    const { state } = await now()
    const result = resultOf(state, { ...plan, id: turnId, number: asked.turn.number })
    const outcome = await calls.commitTurn(scope, { conversationId: id, turnId, fence, result })
    return { turnId, outcome, result }
  }

  return { id, tenantId, scope, opening, calls, now, claim, claimed, hears, newId }
}
