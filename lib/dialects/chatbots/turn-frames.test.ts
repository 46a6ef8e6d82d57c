import { describe, expect, test } from 'vitest'
import type { TurnPart } from '@/lib/conversations/read-turn'
import { formatPlace, type Place, parsePlace, sizeOf } from '@/lib/domain/place'
import type { TurnEvent, TurnEventBody } from '@/lib/domain/turn-event'
import { createTurnFrames } from './turn-frames'

const turnId = '0193a5c8-7b7e-7000-8000-000000000001'
const seq = (position: number) => `${turnId}.1.${position}`
const at = Date.parse('2024-01-15T10:30:00Z')

const start: TurnEventBody = {
  ...{ type: 'turn-start', turnId, number: 3, attempt: 1, kind: 'input', messageId: 'm-asked', text: null },
  ...{ nodeId: 'assistant', nodeName: 'Helper', inputNumber: 3 },
}
const search = (outcome: 'found' | 'not-said'): TurnEventBody => ({
  ...{ type: 'sources-found', nodeId: 'assistant', query: 'rings', outcome, detail: null, ms: 4 },
  sources: [
    { documentId: 'd-1', title: 'Metal', place: 'page 2, Rings', page: 2, quote: 'Take rings off.', score: 0.9 },
    { documentId: 'd-2', title: 'Notes', place: null, quote: 'No metal.', score: 0.5 },
  ],
})
const said = (messageId: string, text: string): TurnEventBody => ({ type: 'text-delta', messageId, text })
const spoken = (messageId: string): TurnEventBody => ({
  ...{ type: 'message-end', messageId, nodeId: 'assistant', source: 'model', stopped: false, length: 1 },
})
const end: TurnEventBody = { type: 'turn-end', stopped: false }
const turn = [start, search('found'), said('m-1', 'Take '), said('m-1', 'them off 😀 [1]'), spoken('m-1'), end]

function partsOf(bodies: readonly TurnEventBody[], attempt = 1): TurnPart[] {
  let position = 0
  return bodies.map((body) => {
    const event: TurnEvent = { at, ...body }
    position += sizeOf(event)
    return { event, place: { turnId, attempt, position } }
  })
}

type Listener = Partial<Parameters<typeof createTurnFrames>[0]>

function lines(bodies: readonly TurnEventBody[], { from = null, said: own = null }: Listener = {}): string[] {
  const frames = createTurnFrames({ chatbotName: 'Assistant', from, said: own })
  return partsOf(bodies).flatMap((part) => frames(part).map((frame) => JSON.stringify(frame)))
}

const place = (position: number): Place => ({ turnId, attempt: 1, position })

const sources =
  '"sources":[{"number":1,"document_id":"d-1","title":"Metal","place":"page 2, Rings","page":2,"quote":"Take rings off."},{"number":2,"document_id":"d-2","title":"Notes","place":null,"page":null,"quote":"No metal."}]'
const received = `{"type":"message_received","message_id":"m-asked","timestamp":"2024-01-15T10:30:00.000Z","seq":"${seq(0)}"}`
const thinking = `{"type":"response_start","message":"Assistant is thinking...","message_id":"m-asked","seq":"${seq(1)}"}`
const first = `{"type":"response_chunk","chunk":"Take ","seq":"${seq(7)}"}`
const second = `{"type":"response_chunk","chunk":"them off 😀 [1]","seq":"${seq(22)}"}`
const complete = `{"type":"response_complete","message_id":"m-1","timestamp":"2024-01-15T10:30:00.000Z","full_response":"Take them off 😀 [1]",${sources},"seq":"${seq(24)}"}`

describe('the frames of a turn, to the byte', () => {
  test('for who hears it from its start', () => {
    expect(lines(turn)).toEqual([received, thinking, first, second, complete])
  })

  test('with the key that the client gave its message', () => {
    expect(lines(turn, { said: { key: 'k-1' } })[0]).toBe(received.replace(',"seq"', ',"key":"k-1","seq"'))
  })

  test('what is said in several parts is joined by a space, under the last part’s id', () => {
    const parts = [start, said('m-1', 'One.'), spoken('m-1'), said('m-2', 'Two.'), spoken('m-2'), end]
    const frames = lines(parts).map((line) => JSON.parse(line))
    expect(frames.slice(2)).toMatchObject([
      { chunk: 'One.' },
      { chunk: ' Two.' },
      { message_id: 'm-2', full_response: 'One. Two.', sources: [] },
    ])
  })

  test('a turn in which nothing was said is complete all the same', () => {
    expect(JSON.parse(lines([start, end]).at(-1) ?? '')).toMatchObject({
      ...{ type: 'response_complete', full_response: '', message_id: 'm-asked' },
    })
  })

  test('a failure ends it with its error', () => {
    const failed: TurnEventBody = { type: 'turn-error', code: 'MODEL_UNAVAILABLE', message: 'No model answers.' }
    expect(lines([start, said('m-1', 'Half'), failed]).at(-1)).toBe(
      `{"type":"error","message":"No model answers.","code":"MODEL_UNAVAILABLE","message_id":"m-asked","seq":"${seq(6)}"}`,
    )
  })

  test('sources that were not found to answer are not cited', () => {
    const line = lines([start, search('not-said'), said('m-1', 'It does not say.'), spoken('m-1'), end]).at(-1)
    expect(JSON.parse(line ?? '').sources).toEqual([])
  })
})

describe('who comes back', () => {
  test.each([
    [0, [thinking, first, second, complete]],
    [1, [first, second, complete]],
    [2, [first, second, complete]],
    [7, [second, complete]],
    [22, [complete]],
    [23, [complete]],
    [24, []],
  ])('from position %i hears what is missing', (position, rest) => {
    expect(lines(turn, { from: place(position) })).toEqual(rest)
  })

  test('in the middle of a chunk hears the rest of it', () => {
    const [chunk] = lines(turn, { from: place(10) })
    expect(chunk).toBe(`{"type":"response_chunk","chunk":"m off 😀 [1]","seq":"${seq(22)}"}`)
  })

  test('in the middle of a joined part hears no second space', () => {
    const parts = [start, said('m-1', 'One.'), spoken('m-1'), said('m-2', 'Two.'), spoken('m-2'), end]
    expect(JSON.parse(lines(parts, { from: place(7) })[0] ?? '').chunk).toBe('wo.')
    expect(JSON.parse(lines(parts, { from: place(6) })[0] ?? '').chunk).toBe(' Two.')
  })

  test('from any frame, all chunks make the whole answer', () => {
    const whole = partsOf(turn).flatMap(createTurnFrames({ chatbotName: 'A', from: null, said: null }))
    const textOf = (frames: readonly { type: string; chunk?: string }[]) =>
      frames.map(({ chunk = '' }) => chunk).join('')
    for (const [index, { seq: last }] of whole.entries()) {
      const from = parsePlace(last)
      const rest = partsOf(turn).flatMap(createTurnFrames({ chatbotName: 'A', from, said: null }))
      expect(textOf(whole.slice(0, index + 1)) + textOf(rest)).toBe('Take them off 😀 [1]')
    }
  })

  test('and sends the same message again hears that it came and how it ended', () => {
    const own = { said: { key: 'k' }, from: place(24) }
    expect(lines(turn, own).map((line) => JSON.parse(line))).toMatchObject([
      { type: 'message_received', key: 'k', seq: formatPlace(place(24)) },
      { type: 'response_complete', full_response: 'Take them off 😀 [1]' },
    ])
  })

  test('to another attempt is told so, and hears that one from its start', () => {
    const frames = createTurnFrames({ chatbotName: 'Assistant', from: { ...place(9), attempt: 1 }, said: null })
    const heard = partsOf(turn, 2).flatMap(frames)
    expect(heard.map(({ type }) => type)).toEqual([
      ...['error', 'response_start', 'response_chunk', 'response_chunk', 'response_complete'],
    ])
    expect(heard[0]).toMatchObject({ code: 'CONFLICT', message_id: 'm-asked', seq: `${turnId}.2.0` })
  })
})
