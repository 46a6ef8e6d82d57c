// The store's part behind webhooks and callbacks on their way.

import type { NewestPage } from './form-store'
import type { Scope } from './scope'

/** A delivery goes out after the commit that inserted it, at least once. `body` null: made at the first try. */
export type NewDelivery = {
  id: string
  kind: 'webhook' | 'action' | 'callback'
  /** `call_started`, `call_ended`, or the action's node. */
  event: string
  url: string
  /** The workflow whose webhook settings (secret, retries) apply; null: none. */
  workflow: string | null
  body: string | null
  createdAt: number
}

export type DeliveryRow = NewDelivery & {
  tenantId: string
  conversationId: string
  attempts: number
}

/** `dead`: given up. */
export const deliveryStatuses = ['pending', 'delivered', 'dead'] as const

export type DeliveryStatus = (typeof deliveryStatuses)[number]

export type DeliveryFilter = {
  tenantId: string
  agentId?: string
  kind?: NewDelivery['kind']
  status?: DeliveryStatus
  conversationId?: string
}

/** `status` null: there was no answer. */
export type DeliveryTry = {
  at: number
  status: number | null
  /** Null: it arrived. */
  error: string | null
  ms: number
}

/** Of one delivery so many are kept, the newest. */
export const mostTries = 50

export type ListedDelivery = DeliveryRow & {
  /** Oldest first, those before it was sent again among them. */
  tries: readonly DeliveryTry[]
  status: DeliveryStatus
  /** Null: it is not tried again. */
  nextAttemptAt: number | null
  /** The receiver's last answer. */
  lastStatus: number | null
  lastError: string | null
  deliveredAt: number | null
}

export type DeliveryStore = {
  /** Takes due deliveries for `holdMs` (SKIP LOCKED): no other process sends them meanwhile. */
  claimDue(scope: Scope, now: number, limit: number, holdMs: number): Promise<DeliveryRow[]>
  /** Keeps the body made at the first try, so that every try sends the same bytes. */
  keepBody(scope: Scope, deliveryId: string, body: string): Promise<void>
  markDelivered(scope: Scope, deliveryId: string, arrived: { at: number; status: number; ms: number }): Promise<void>
  /** `nextAttemptAt` null: given up (`dead`). */
  markFailed(
    scope: Scope,
    deliveryId: string,
    failure: { at: number; status: number | null; error: string; ms: number; nextAttemptAt: number | null },
  ): Promise<void>
  /** Newest first. */
  listDeliveries(scope: Scope, query: DeliveryFilter & NewestPage): Promise<ListedDelivery[]>
  /** Due at once under its own id, with all its tries before it again. False where there is none that has ended. */
  redeliver(scope: Scope, deliveryId: string, at: number): Promise<boolean>
}
