import { expect, test } from 'vitest'
import { movableClock } from '@/test/movable-clock'
import { remembered } from './remembered'

function counted(options: { maxKeys?: number } = {}) {
  const clock = movableClock(0)
  const asked: string[] = []
  const ask = remembered({ clock, lifeMs: 1_000, ...options }, async (key) => {
    asked.push(key)
    if (key === 'broken') throw new Error('away')
    return asked.length
  })
  return { clock, asked, ask }
}

test('an answer is kept for its life, each key by itself', async () => {
  const { clock, asked, ask } = counted()
  expect([await ask('a'), await ask('a'), await ask('b')]).toEqual([1, 1, 2])
  clock.advance(999)
  expect(await ask('a')).toBe(1)
  clock.advance(1)
  expect(await ask('a')).toBe(3)
  expect(asked).toEqual(['a', 'b', 'a'])
})

test('a failure is not kept', async () => {
  const { asked, ask } = counted()
  await expect(ask('broken')).rejects.toThrow('away')
  await expect(ask('broken')).rejects.toThrow('away')
  expect(asked).toHaveLength(2)
})

test('past its number of keys the oldest answer is forgotten', async () => {
  const { ask } = counted({ maxKeys: 2 })
  for (const key of ['a', 'b', 'c']) await ask(key)
  expect([await ask('b'), await ask('c'), await ask('a')]).toEqual([2, 3, 4])
})
