import { expect, test } from 'vitest'
import { shownTables } from './shown-tables'
import type { TurnEvent, TurnEventBody } from './turn-event'

const said = (messageId: string): TurnEventBody => ({
  ...{ type: 'message-end', messageId, nodeId: 'n', source: 'model', stopped: false, length: 1 },
})

const read = (meaning: string | null): TurnEventBody => ({
  ...{ type: 'tool-result', nodeId: 'n', callId: meaning ?? 'failed', output: '', isError: meaning === null, ms: 1 },
  ...(meaning === null ? {} : { table: { sql: null, meaning, columns: [], rows: [], isCut: false, total: 0 } }),
})

const turn = (...bodies: TurnEventBody[]): TurnEvent[] => bodies.map((body, at) => ({ ...body, at }))
const meanings = (events: TurnEvent[], id: string) => shownTables(events, id).map(({ meaning }) => meaning)

test('a table stands below the first message that ends after it was read', () => {
  const events = turn(said('look'), read('a'), read('b'), said('found'), said('anything else?'))
  expect(meanings(events, 'look')).toEqual([])
  expect(meanings(events, 'found')).toEqual(['a', 'b'])
  expect(meanings(events, 'anything else?')).toEqual([])
})

test('a query that found no table leaves none, and a message that is not over has none yet', () => {
  expect(meanings(turn(read(null), said('m')), 'm')).toEqual([])
  expect(meanings(turn(read('a')), 'm')).toEqual([])
})
