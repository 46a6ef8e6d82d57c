import { expect, test } from 'vitest'
import type { TurnEvent } from '@/lib/domain/turn-event'
import { messageView } from './conversation-turns'
import type { ConversationMessage } from './conversation-wire'

const stored: ConversationMessage = {
  ...{ id: 'm1', role: 'assistant', content: 'Rings come off [1].', node_id: 'talk', sequence: 2 },
  ...{ turn_id: 't1', turn: 2, created_at: '2026-11-21T10:00:00.000Z', feedback: 'up', feedback_note: null },
}

const source = { documentId: 'd1', title: 'Jewelry', place: null, quote: 'Take off all rings.', score: 0.9 }

const found: TurnEvent = {
  ...{ at: 1, type: 'sources-found', nodeId: 'talk', query: 'rings', outcome: 'found', detail: null, ms: 3 },
  sources: [source],
}

const said = (change: Partial<TurnEvent & { type: 'message-end' }> = {}): TurnEvent => ({
  ...{ at: 2, type: 'message-end', messageId: 'm1', nodeId: 'talk', length: 19, stopped: false, source: 'model' },
  ...change,
})

test('a message carries the sources that its turn found, under the names of the chat page', () => {
  const { sources, source: from, feedback } = messageView(stored, [found, said()])
  expect({ sources, from, feedback }).toEqual({
    sources: [{ document_id: 'd1', title: 'Jewelry', place: null, quote: 'Take off all rings.', score: 0.9 }],
    ...{ from: 'model', feedback: 'up' },
  })
})

test('fixed words cite nothing, and a stopped message says so', () => {
  const view = messageView(stored, [found, said({ source: 'static', stopped: true })])
  expect([view.sources, view.stopped]).toEqual([[], true])
})

test('a message whose turn is not read yet is shown as it is stored; a tool’s stands aside', () => {
  expect(messageView({ ...stored, role: 'tool' }, [])).toMatchObject({ role: 'system', source: null, tables: [] })
})
