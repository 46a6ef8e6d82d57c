import { expect, test } from 'vitest'
import { periodOf, sinceOf, stepOf } from './insight-period'

test('seven days are today and the six before, in UTC', () => {
  expect(sinceOf('7', Date.parse('2026-11-21T15:30:00Z'))).toBe('2026-11-15T00:00:00.000Z')
})

test('a period nobody offers is the usual one', () => {
  expect(periodOf('7')).toBe('7')
  expect(periodOf('1000')).toBe('30')
})

test('ninety days are not shown by the hour', () => {
  expect(stepOf('hour', '30')).toBe('hour')
  expect(stepOf('hour', '90')).toBe('day')
  expect(stepOf('', '7')).toBe('day')
})
