import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ReplyPart } from '@/lib/domain/language'
import { joinDeltas } from './join-deltas'

const end: ReplyPart = { type: 'end', source: 'model', cutShort: false }
const say = (text: string): ReplyPart => ({ type: 'text-delta', text })

async function* tell(...parts: (ReplyPart | 'a turn later' | Error)[]): AsyncGenerator<ReplyPart> {
  for (const part of parts) {
    if (part instanceof Error) throw part
    if (part === 'a turn later') await nextTurn()
    else yield part
  }
}

async function heard(parts: AsyncGenerator<ReplyPart>): Promise<unknown[]> {
  const all: unknown[] = []
  try {
    for await (const part of parts) all.push(part)
  } catch (error) {
    all.push(error)
  }
  return all
}

test('words that come at once are one part, those that come later another', async () => {
  const parts = tell(say('one '), say('two '), say('three'), 'a turn later', 'a turn later', say(' four'), end)
  expect(await heard(joinDeltas(parts))).toEqual([say('one two three'), say(' four'), end])
})

test('a failure comes after the words before it', async () => {
  const broken = new Error('broken')
  expect(await heard(joinDeltas(tell(say('one '), say('two'), broken)))).toEqual([say('one two'), broken])
})

test('a reader that leaves ends the reading', async () => {
  let isEnded = false
  async function* endless(): AsyncGenerator<ReplyPart> {
    try {
      for (;;) {
        yield say('word ')
        await nextTurn()
      }
    } finally {
      isEnded = true
    }
  }
  for await (const part of joinDeltas(endless())) if (part.type === 'text-delta') break
  await expect.poll(() => isEnded).toBe(true)
})
