import { expect, test } from 'vitest'
import { fileProblem, maxFileBytes } from './file-problem'

test.each([
  ['Rings.PDF', 10, null],
  ['notes.of.may.md', maxFileBytes, null],
  ['table.csv', maxFileBytes + 1, 'size'],
  ['photo.png', 10, 'kind'],
  ['.gitignore', 10, 'kind'],
  ['README', 10, 'kind'],
  ['page.html', 0, 'empty'],
])('%s of %i bytes: %s', (name, size, problem) => {
  expect(fileProblem({ name, size })).toBe(problem)
})
