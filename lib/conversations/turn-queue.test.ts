import { expect, test } from 'vitest'
import { TurnQueue } from './turn-queue'

test('places stand in the order of their tickets, not of their coming', () => {
  const queue = new TurnQueue()
  const late = queue.enqueue('c', 7)
  const early = queue.enqueue('c', 5)
  expect([early.isFirst, late.isFirst]).toEqual([true, false])
})

test('who leaves wakes the next; a wake before the wait counts', async () => {
  const queue = new TurnQueue()
  const first = queue.enqueue('c', 1)
  const second = queue.enqueue('c', 2)
  first.leave()
  expect(second.isFirst).toBe(true)
  expect(await second.wait(60_000)).toBe(true)
  expect(await second.wait(1)).toBe(false)
})

test('lines of different conversations do not meet', () => {
  const queue = new TurnQueue()
  const one = queue.enqueue('c', 2)
  const other = queue.enqueue('d', 1)
  expect([one.isFirst, other.isFirst]).toEqual([true, true])
})
