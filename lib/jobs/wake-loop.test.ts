import { describe, expect, test } from 'vitest'
import { platform } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { openingOf, start } from '@/lib/store/store-fixtures'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { createWakeLoop } from './wake-loop'

const tenantId = '7d6a8e52-0f6e-4a51-9c55-2b8f2d1c9a01'

/** Conversations that are due one second after each other; `woken` notes whose turn was taken. */
async function dueConversations(count: number, takeTimerTurn: (id: string) => Promise<void>) {
  const clock = movableClock(start)
  const store = createMemoryStore(clock)
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    const opening = openingOf(tenantId, { change: { wakeAt: start + 1_000 * (index + 1) } })
    await store.conversations.openConversation(platform, opening)
    ids.push(opening.conversation.id)
  }
  const woken: string[] = []
  const loop = createWakeLoop({
    store: store.conversations,
    takeTimerTurn: async (_, id) => {
      woken.push(id)
      await takeTimerTurn(id)
    },
    clock,
    log: silentLog,
    everyMs: 5_000,
  })
  return { clock, ids, woken, loop }
}

describe('the wake loop', () => {
  test('takes the turn of every conversation whose time has come, oldest first, and no other', async () => {
    const { clock, ids, woken, loop } = await dueConversations(3, async () => {})
    await loop.runOnce()
    expect(woken).toEqual([])
    clock.advance(2_000)
    await loop.runOnce()
    expect(woken).toEqual(ids.slice(0, 2))
  })

  test('a turn that fails keeps no other from its turn', async () => {
    const { clock, ids, woken, loop } = await dueConversations(120, () => Promise.reject(new Error('no model')))
    clock.advance(1_000_000)
    await loop.runOnce()
    expect(woken).toHaveLength(100)
    await loop.runOnce()
    expect(new Set(woken)).toEqual(new Set(ids))
    expect(woken).toHaveLength(120)
  })

  test('a turn that failed is taken again after a minute', async () => {
    const { clock, ids, woken, loop } = await dueConversations(1, () => Promise.reject(new Error('no model')))
    clock.advance(1_000)
    await loop.runOnce()
    clock.advance(59_000)
    await loop.runOnce()
    expect(woken).toEqual(ids)
    clock.advance(1_000)
    await loop.runOnce()
    expect(woken).toEqual([...ids, ...ids])
  })
})
