import { expect, test } from 'vitest'
import { linePath, placeAt, ticksFor, xOf, yOf } from './insight-scale'

const room = { left: 10, top: 5, width: 100, height: 50 }

test('the scale goes from 0 in round steps to just past the highest', () => {
  expect(ticksFor(7)).toEqual([0, 2, 4, 6, 8])
  expect(ticksFor(8)).toEqual([0, 2, 4, 6, 8])
  expect(ticksFor(1)).toEqual([0, 0.5, 1])
  expect(ticksFor(0.03)).toEqual([0, 0.01, 0.02, 0.03])
  expect(ticksFor(1234)).toEqual([0, 500, 1000, 1500])
})

test('what is counted has no steps between whole numbers', () => {
  expect(ticksFor(2, 1)).toEqual([0, 1, 2])
  expect(ticksFor(7, 1)).toEqual([0, 2, 4, 6, 8])
})

test('where there is nothing the scale is from 0 to 1', () => {
  expect(ticksFor(0)).toEqual([0, 1])
})

test('the first point stands at the left, the last at the right, the highest at the top; one alone in the middle', () => {
  expect([xOf(0, 3, room), xOf(2, 3, room), xOf(0, 1, room)]).toEqual([10, 110, 60])
  expect([yOf(8, 8, room), yOf(0, 8, room)]).toEqual([5, 55])
})

test('whoever points beside the drawing means its end', () => {
  expect([placeAt(-50, 11, room), placeAt(58, 11, room), placeAt(999, 11, room)]).toEqual([0, 5, 10])
})

test('the line breaks off where nothing was measured', () => {
  expect(linePath([0, 8, null, 8], 8, room)).toBe('M10 55L43.3 5M110 5')
})
