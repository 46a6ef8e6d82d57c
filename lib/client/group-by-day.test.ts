import { expect, test } from 'vitest'
import { groupByDay } from './group-by-day'
import type { Summary } from './wire'

const changed = (id: string, year: number, month: number, day: number, hour: number): Summary => ({
  id,
  agent_id: 'a',
  agent_name: 'A',
  title: id,
  status: 'active',
  created_at: '',
  updated_at: new Date(year, month - 1, day, hour).toISOString(),
  message_count: 1,
})

test('days are the reader’s own, also over the end of a month', () => {
  const list = [
    changed('now', 2026, 3, 1, 9),
    changed('midnight', 2026, 3, 1, 0),
    changed('late', 2026, 2, 28, 23),
    changed('monday', 2026, 2, 23, 12),
    changed('long ago', 2025, 3, 1, 9),
  ]
  const groups = groupByDay(list, new Date(2026, 2, 1, 10))
  expect(groups.map(({ day, conversations }) => [day, conversations.map(({ id }) => id)])).toEqual([
    ['today', ['now', 'midnight']],
    ['yesterday', ['late']],
    ['week', ['monday']],
    ['earlier', ['long ago']],
  ])
})
