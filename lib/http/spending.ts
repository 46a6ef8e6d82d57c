import type { AgentStore } from '@/lib/domain/agent-store'
import type { Clock } from '@/lib/domain/clock'
import { AppError } from '@/lib/domain/errors'
import { tenant } from '@/lib/domain/scope'
import { remembered } from './remembered'

const dayMs = 24 * 60 * 60 * 1000
/** How old a sum of costs, or a setting, may be. */
const freshMs = 5_000

type AgentRules = Pick<AgentStore, 'getSettings' | 'spentSince'>

export type Spending = {
  /** Throws RATE_LIMITED for the rest of the day where the agent's model calls have cost what a day may cost. */
  checkBudget(tenantId: string, agentId: string): Promise<void>
  /** Whether the agent may be used from a page of this origin; `host` is the name that the request came to. */
  isOffered(tenantId: string, agentId: string, page: { origin: string; host: string | null }): Promise<boolean>
}

/** `dailyBudget`: DAILY_MODEL_BUDGET, for agents without one of their own. All processes count the same: what the log says. */
export function createSpending(ports: {
  agents: AgentRules
  clock: Clock
  dailyBudget: number | null
  /** Our own pages', where it is not the requests' host. */
  ownOrigin: string | null
}): Spending {
  const { agents, clock, dailyBudget, ownOrigin } = ports
  const settings = remembered({ clock, lifeMs: freshMs }, (key) => agents.getSettings(...placeOf(key)))
  const spentToday = remembered({ clock, lifeMs: freshMs }, (key) =>
    agents.spentSince(...placeOf(key), clock.now() - (clock.now() % dayMs)),
  )
  return {
    async checkBudget(tenantId, agentId) {
      const key = `${tenantId}/${agentId}`
      const budget = (await settings(key))?.dailyBudget ?? dailyBudget
      if (budget === null || (await spentToday(key)) < budget) return
      const retryAfterSeconds = Math.ceil((dayMs - (clock.now() % dayMs)) / 1000)
      const message = 'This assistant has answered all it can for today. Please come back tomorrow.'
      throw new AppError('RATE_LIMITED', message, { retryAfterSeconds })
    },
    async isOffered(tenantId, agentId, { origin, host }) {
      if (origin === ownOrigin || URL.parse(origin)?.host === host?.toLowerCase()) return true
      return (await settings(`${tenantId}/${agentId}`))?.allowedOrigins.includes(origin) ?? false
    },
  }
}

function placeOf(key: string): [ReturnType<typeof tenant>, string, string] {
  const cut = key.indexOf('/')
  const tenantId = key.slice(0, cut)
  return [tenant(tenantId), tenantId, key.slice(cut + 1)]
}
