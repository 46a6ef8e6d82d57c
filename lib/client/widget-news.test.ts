import { expect, test } from 'vitest'
import { widgetNews } from './widget-news'
import type { ConversationView, MessageView } from './wire'

const message = (id: string, role: MessageView['role']): MessageView => ({
  id,
  turn_id: null,
  role,
  content: `the words of ${id}`,
  created_at: '2026-01-01T00:00:00Z',
  feedback: null,
  sources: [],
  tables: [],
  stopped: false,
  source: null,
})

const view = (messages: MessageView[], status: ConversationView['status'] = 'active'): ConversationView => ({
  id: 'conversation',
  agent_id: 'agent',
  agent_name: 'Agent',
  title: null,
  status,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  message_count: messages.length,
  agent_version: 1,
  node: { id: 'node', name: 'Node' },
  can_debug: false,
  form: null,
  running: null,
  messages,
})

const greeting = message('greeting', 'assistant')
const types = (...given: Parameters<typeof widgetNews>) => widgetNews(...given).map(({ type }) => type)

test('a conversation that has just been started is news, with its greeting', () => {
  expect(types(null, view([greeting]))).toEqual(['conversation-started', 'message-received'])
})

test('only what is new since the last look is told, and that it has ended once', () => {
  const before = view([greeting])
  const after = view([greeting, message('question', 'user'), message('answer', 'assistant')], 'completed')
  expect(types(before, before)).toEqual([])
  expect(types(before, after)).toEqual(['message-sent', 'message-received', 'conversation-ended'])
  expect(types(after, after)).toEqual([])
})

test('no word of a message and no id is in the news', () => {
  const told = JSON.stringify(widgetNews(null, view([greeting])))
  expect(told).not.toMatch(/words|greeting|conversation"|agent/)
})
