import { expect, test } from 'vitest'
import type { Exposure } from '@/lib/domain/viewer'
import { frameAncestors } from './frame-ancestors'

const lists: Record<string, readonly string[]> = {
  listed: ['https://clinic.example', 'http://localhost:8080', 'https://[::1]:8443'],
  unlisted: [],
  sly: ["https://a;script-src'*'", 'https://b.example *'],
}

function ancestors(exposure: Exposure, agentId: string): Promise<string> {
  return frameAncestors(new Headers(), agentId, {
    exposureOf: () => exposure,
    tenantOf: async () => 'tenant',
    store: {
      agents: {
        async getSettings(_, __, id) {
          const allowedOrigins = lists[id]
          return allowedOrigins ? { allowedOrigins, debugAllowed: false, dailyBudget: null } : null
        },
      },
    },
  })
}

const listed = "'self' https://clinic.example http://localhost:8080 https://[::1]:8443"

test.each([
  ['guarded', 'listed', listed],
  ['guarded', 'unlisted', "'self'"],
  ['guarded', 'unknown', "'self'"],
  ['guarded', 'no/agent', "'self'"],
  ['open', 'listed', listed],
  ['open', 'unlisted', '*'],
  ['open', 'unknown', '*'],
] as const)('%s: the frame of an agent that is %s', async (exposure, agentId, values) => {
  expect(await ancestors(exposure, agentId)).toBe(values)
})

test('an origin that would end the directive is left out', async () => {
  expect(await ancestors('guarded', 'sly')).toBe("'self'")
})
