import { expect, test } from 'vitest'
import type { DataType } from '@/lib/domain/data-source'
import type { Json } from '@/lib/domain/json'
import { cellText } from './cell-text'

test.each<[value: Json, type: DataType, text: string | null]>([
  [null, 'number', null],
  [13.86, 'number', '13.86'],
  ['12345678901234567890', 'number', '12345678901234567890'],
  [0, 'number', '0'],
  ['', 'text', ''],
  [true, 'boolean', 'yes'],
  [false, 'boolean', 'no'],
  [{ a: [1] }, 'other', '{"a":[1]}'],
  ['2022-01-01 00:00:00', 'date', '2022-01-01'],
  ['2022-01-01 00:00:00+00', 'date', '2022-01-01'],
  ['2022-01-01 10:30:00', 'date', '2022-01-01 10:30:00'],
  ['2022-01-01', 'date', '2022-01-01'],
  ['2022-01-01 00:00:00', 'text', '2022-01-01 00:00:00'],
])('%j, a %s, reads %j', (value, type, text) => {
  expect(cellText(value, type)).toBe(text)
})
