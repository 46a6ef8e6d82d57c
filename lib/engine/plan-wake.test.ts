import { describe, expect, test } from 'vitest'
import { newConversation } from '@/lib/domain/apply-event'
import { ends, flow, says } from '@/test/flow'
import { planWake } from './plan-wake'

const minute = 60_000
const start = 1_760_000_000_000 - (1_760_000_000_000 % (5 * minute))
const expiry = { idleMs: 30 * minute, tickMs: 5 * minute }
const plain = flow([says('a', 'A', [['user_responded', 'end']]), ends()])
const waits = flow([
  says('a', 'A', [
    ['timeout:90s', 'end'],
    ['timeout:60s', 'end'],
  ]),
  ends(),
])
const begun = newConversation('agent@1', 'a', start)

describe('what time alone brings about', () => {
  test('nothing in a conversation that never idles out', () => {
    expect(planWake(plain, begun, start, null)).toBeNull()
  })

  test('nothing once it has ended', () => {
    expect(planWake(waits, { ...begun, status: 'completed' }, start, expiry)).toBeNull()
  })

  test('the nearest timeout, counted from the entry', () => {
    expect(planWake(waits, begun, start, expiry)).toEqual({
      kind: 'timeout',
      dueAt: start + minute,
      at: start + minute,
    })
  })

  test('or from the last word heard', () => {
    const dueAt = start + minute + 500
    expect(planWake(waits, { ...begun, heardAt: start + 500 }, start, null)).toEqual({
      kind: 'timeout',
      dueAt,
      at: dueAt,
    })
  })

  test('idling out is due to the second, and looked for at the interval of the clean-up', () => {
    const dueAt = start + 1 + 30 * minute
    const wake = planWake(plain, { ...begun, heardAt: start + 1 }, start, expiry)
    expect(wake).toEqual({ kind: 'expire', dueAt, at: start + 35 * minute })
  })

  test('without a word heard it counts from the beginning', () => {
    expect(planWake(plain, begun, start, expiry)?.dueAt).toBe(start + 30 * minute)
  })
})
