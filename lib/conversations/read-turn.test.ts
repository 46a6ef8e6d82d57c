import { expect, test } from 'vitest'
import { applyEvent } from '@/lib/domain/apply-event'
import type { Turn } from '@/lib/domain/conversation'
import { formatPlace, type Place } from '@/lib/domain/place'
import { platform } from '@/lib/domain/scope'
import { visibleEvent } from '@/lib/domain/visible-event'
import { ends, flow, prompts, says } from '@/test/flow'
import { talk } from '@/test/talk'
import { openTurn, readTurn, type TurnPart } from './read-turn'
import { replayTurn } from './replay-turn'
import { startTurn } from './start-turn'
import { stopTurn } from './stop-turn'

type Talk = Awaited<ReturnType<typeof talk>>

const never = new AbortController().signal
const chatty = flow([
  says('a', 'First words 😀.', [['user_responded', 'b']], { proactive: true }),
  prompts('b', 'Answer', [['always', 'c']], { proactive: true }),
  says('c', 'And these.', [['contains:bye', 'end']], { proactive: true }),
  ends(),
])

function cut(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  )
}

async function readAll({ ports, id }: Talk, turnId: string, from: Place | null = null): Promise<TurnPart[]> {
  const turn = await openTurn(ports, platform, { conversationId: id, turnId })
  const parts: TurnPart[] = []
  for await (const part of readTurn(ports, platform, turn, { from, signal: never })) parts.push(part)
  return parts
}

/** Joined where only the cutting of text differs; times of words are their own. */
function joined(parts: readonly TurnPart[]): string {
  let text = ''
  for (const { event, place } of parts)
    text += event.type === 'text-delta' ? event.text : `\n${JSON.stringify(shown(event))} ${formatPlace(place)}\n`
  return text
}

// The words of the visitor's message are in its row.
function shown(event: TurnPart['event']) {
  return event.type === 'restart' ? event : visibleEvent(event, 'admin')
}

async function startedIn({ ports, ref }: Talk, text = 'hi') {
  return startTurn(ports, platform, { ref, text, idempotency: null })
}

/** Follows the running turn until its words begin. */
async function readToWords({ ports, id }: Talk, turnId: string): Promise<TurnPart[]> {
  const turn = await openTurn(ports, platform, { conversationId: id, turnId })
  const leaving = new AbortController()
  const parts: TurnPart[] = []
  for await (const part of readTurn(ports, platform, turn, { from: null, signal: leaving.signal })) {
    parts.push(part)
    if (part.event.type === 'text-delta') leaving.abort()
  }
  return parts
}

test.each([1, 2, 3, 7, 100])(
  'in pieces of %i, what is heard live is what the log tells, from every place',
  async (size) => {
    const words = 'A robot 🤖 says: naïve “quotes” 👩‍👩‍👧, and more.'
    const deltas = cut(words, size)
    const conversation = await talk(chatty, { script: { reply: () => ({ deltas }) } })
    const { turnId, ended } = await startedIn(conversation)
    const live = await readAll(conversation, turnId)
    await ended()
    const stored = await readAll(conversation, turnId)
    expect(joined(stored)).toBe(joined(live))
    for (const part of live) {
      const rest = joined(await readAll(conversation, turnId, part.place))
      const isLast = part === live.at(-1)
      expect(rest).toBe(joined(isLast ? [part] : live.slice(live.indexOf(part) + 1)))
    }
  },
)

test('a surrogate pair that the model cuts is said whole', async () => {
  const conversation = await talk(chatty, { script: { reply: () => ({ deltas: ['a\ud83d', '\ude00b', '\ud83d'] }) } })
  const { turnId, ended } = await startedIn(conversation)
  await ended()
  const turn = await openTurn(conversation.ports, platform, { conversationId: conversation.id, turnId })
  expect(turn.messages[1]?.content).toBe('a😀b\ufffd')
})

test('the last event is heard when the turn is stored, and not before', async () => {
  const conversation = await talk(chatty)
  const { turnId } = await startedIn(conversation)
  const parts = await readAll(conversation, turnId)
  expect(parts.at(-1)?.event.type).toBe('turn-end')
  expect((await conversation.turns()).at(-1)).toMatchObject({ id: turnId, status: 'done' })
  expect(conversation.ports.recordings.find(turnId)).toBeNull()
})

test('the turn goes on where its reader leaves, and another reads it from that place', async () => {
  const conversation = await talk(chatty, { script: { deltaLength: 1, reply: () => 'Hello there.' } })
  const { turnId, ended } = await startedIn(conversation)
  const before = await readToWords(conversation, turnId)
  await ended()
  const after = await readAll(conversation, turnId, before.at(-1)?.place)
  expect(joined([...before, ...after])).toBe(joined(await readAll(conversation, turnId)))
})

test('a turn that fails ends with its error, live and stored', async () => {
  const conversation = await talk(chatty, {
    script: { reply: () => ({ text: 'Half a sen', fails: new Error('the model is gone') }) },
  })
  const { turnId, ended } = await startedIn(conversation)
  const live = await readAll(conversation, turnId)
  await expect(ended()).rejects.toThrow('Internal server error')
  expect(live.at(-1)?.event).toMatchObject({ type: 'turn-error', code: 'SERVER_ERROR' })
  expect(joined(await readAll(conversation, turnId))).toBe(joined(live))
})

test('who stood in an attempt that failed is told to begin again, with the one that answered', async () => {
  let tries = 0
  const reply = () => {
    tries += 1
    return tries === 1 ? { text: 'Half', fails: new Error('gone') } : 'Whole.'
  }
  const conversation = await talk(chatty, { script: { reply } })
  const first = await startedIn(conversation)
  const heard = await readAll(conversation, first.turnId)
  const second = await startedIn(conversation)
  await second.ended()
  const [restart, start] = await readAll(conversation, first.turnId, heard.at(2)?.place)
  expect(restart).toEqual({
    event: { type: 'restart', attempt: 2 },
    place: { turnId: second.turnId, attempt: 2, position: 0 },
  })
  expect(start?.event).toMatchObject({ type: 'turn-start', turnId: second.turnId, attempt: 2 })
})

test('a stop keeps what was said', async () => {
  const conversation = await talk(chatty, { script: { reply: () => ({ text: 'So far', hangs: true }) } })
  const { turnId, ended } = await startedIn(conversation)
  await readToWords(conversation, turnId)
  const place = { conversationId: conversation.id, turnId }
  expect(await stopTurn(conversation.ports, platform, place)).toBe(true)
  const turn = await ended()
  expect(turn?.messages.at(-1)?.content).toBe('So far')
  expect(turn?.events.at(-1)).toMatchObject({ type: 'turn-end', stopped: true })
  expect(turn?.events).toContainEqual(expect.objectContaining({ type: 'message-end', stopped: true, length: 6 }))
  expect(await stopTurn(conversation.ports, platform, place)).toBe(false)
  const { events } = turn ?? { events: [] }
  expect(events.reduce(applyEvent, (await conversation.reads()).state).turn).toBeNull()
})

test('no turn of another conversation is read or stopped', async () => {
  const [one, other] = [await talk(chatty), await talk(chatty)]
  const place = { conversationId: other.id, turnId: one.opening.id }
  await expect(openTurn(one.ports, platform, place)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(stopTurn(one.ports, platform, place)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test.each([
  ['failed', 'BUSY'],
  ['cancelled', 'GONE'],
] as const)('a turn that %s without a trace is told as begun and broken off', async (status, code) => {
  const { opening } = await talk(chatty)
  const turn: Turn = { ...opening, status, events: [] }
  expect(replayTurn(turn).map(({ event }) => event)).toMatchObject([
    { type: 'turn-start', turnId: turn.id },
    { type: 'turn-error', code },
  ])
})
