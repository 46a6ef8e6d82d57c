import { expect, test } from 'vitest'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { hearLive, withLive } from './why-live'
import type { StreamEvent, TurnView } from './wire'

const start = (attempt: number): TurnEvent => ({
  ...{ at: 0, type: 'turn-start', turnId: 't2', number: 2, attempt, kind: 'input', messageId: 'm1', text: null },
  ...{ nodeId: 'a', nodeName: 'A', inputNumber: 1 },
})
const entered: TurnEvent = { at: 1, type: 'node-entered', nodeId: 'b', nodeName: 'B' }
const end: TurnEvent = { at: 2, type: 'turn-end', stopped: false }

const heard = (...events: StreamEvent[]) => events.reduce<readonly TurnEvent[]>(hearLive, [])

function stored(status: TurnView['status'], attempt = 1): TurnView {
  return {
    ...{ id: 't2', number: 2, attempt, kind: 'input', status, started_at: '', ended_at: null },
    ...{ events: [start(attempt)], messages: [] },
  }
}

test('text is left out, and another attempt begins anew', () => {
  const text: TurnEvent = { at: 1, type: 'text-delta', messageId: 'm2', text: 'Hello' }
  expect(heard(start(1), text, entered)).toEqual([start(1), entered])
  expect(heard(start(1), entered, { type: 'restart', attempt: 2 }, start(2))).toEqual([start(2)])
})

test('the turn that is read stands last, and takes the place of its unfinished row', () => {
  expect(withLive([], heard(start(1), entered))).toMatchObject([{ id: 't2', status: 'running', events: [{}, {}] }])
  expect(withLive([stored('running')], heard(start(1), entered))).toMatchObject([{ events: [{}, {}] }])
  expect(withLive([], heard(start(1), end))).toMatchObject([{ status: 'done' }])
})

test('once the turn is stored, its row counts, and a later attempt is beside the one that failed', () => {
  const done = [stored('done')]
  expect(withLive(done, heard(start(1), entered))).toBe(done)
  expect(withLive(done, [])).toBe(done)
  expect(withLive([stored('failed')], heard(start(2)))).toMatchObject([{ attempt: 1 }, { attempt: 2 }])
})
