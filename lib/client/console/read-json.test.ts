import { expect, test } from 'vitest'
import { jsonFault } from './json-fault'
import { readJsonObject } from './read-json'

test('an object is read', () => {
  expect(readJsonObject('{"a": 1}')).toEqual({ ok: true, value: { a: 1 } })
})

test.each([
  ['{\n  "a": 1,\n  "b" 2\n}', 3, 7, 'a colon'],
  ['{"a": tru}', 1, 7, 'a value'],
  ['{\n  "a": [1, 2', 2, 13, 'a comma or ]'],
  ['{"a": 1,}', 1, 9, 'a name in double quotes'],
  ['{"a": "x\ny"}', 1, 7, 'a value'],
  ['{"a": 1} x', 1, 10, 'the end'],
  ['', 1, 1, 'a value'],
])('%j cannot be read on at line %i, column %i, where %s should stand', (text, line, column, expected) => {
  expect(readJsonObject(text)).toMatchObject({ ok: false, at: { line, column, expected } })
})

test.each(['[]', '1', 'null'])('%s is JSON and no draft', (text) => {
  expect(readJsonObject(text)).toEqual({ ok: false, at: null })
})

const texts = [
  '{"a":{"b":[1,-0.5e+3,true,false,null,"\\u00e9\\n\\""]},"":[[],{}]}',
  ' [ 1 , 2 ]\n',
  '01',
  '+1',
  '1.',
  '.5',
  '"\\x"',
  '"\t"',
  "{'a':1}",
  '{"a":1 "b":2}',
  '[1,,2]',
  'nul',
  'truefalse',
  '\u00a0{}',
]

test.each(texts)('what the browser takes for JSON is taken for JSON here, and nothing else: %j', (text) => {
  let isJson = true
  try {
    JSON.parse(text)
  } catch {
    isJson = false
  }
  expect(jsonFault(text) === null).toBe(isJson)
})

test('a text cut anywhere has its fault at its end', () => {
  const whole = '{"a": [1, {"b": "c d"}], "e": null}'
  for (let length = 1; length < whole.length; length += 1)
    expect(jsonFault(whole.slice(0, length))?.offset).toBeLessThanOrEqual(length)
})
