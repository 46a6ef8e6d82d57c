import { expect, test } from 'vitest'
import { completed, fittingNames, openName } from './complete-variable'
import { knownVariables, variablesIn } from './known-variables'

const at = (marked: string) => ({ text: marked.replace('|', ''), caret: marked.indexOf('|') })

test.each([
  ['Hello {{|', { start: 8, typed: '' }],
  ['Hello {{fir|', { start: 8, typed: 'fir' }],
  ['Hello {{ fir|st }}', { start: 8, typed: 'fir' }],
  ['Hello {{first}} {{a|', { start: 18, typed: 'a' }],
  ['Hello {{first}}|', null],
  ['Hello {{first}} and|', null],
  ['Hello {first|', null],
  ['Hello {{first, second|', null],
])('%s', (marked, found) => {
  const { text, caret } = at(marked)
  expect(openName(text, caret)).toEqual(found)
})

test.each([
  ['Hello {{fi|', 'Hello {{first_name}}|'],
  ['Hello {{|, you', 'Hello {{first_name}}|, you'],
  ['Hello {{fi|rst}}, you', 'Hello {{first_name}}|, you'],
  ['{{a}} {{|}}', '{{a}} {{first_name}}|'],
])('%s becomes %s', (marked, wanted) => {
  const { text, caret } = at(marked)
  const open = openName(text, caret)
  expect(open && completed(text, open, caret, 'first_name')).toEqual(at(wanted))
})

test('names that begin with what was typed come before those that hold it', () => {
  expect(fittingNames(['first_name', 'name', 'zip'], 'NA')).toEqual(['name', 'first_name'])
  expect(fittingNames(['first_name', 'name'], '')).toEqual(['first_name', 'name'])
})

test('every way to set a variable is known, and by which node', () => {
  const document = {
    workflow: {
      nodes: [
        { id: 'a', name: 'Reads', type: 'retrieve_variable', variables: [{ variable_name: 'zip' }, null, {}] },
        { id: 'b', type: 'retrieve_variable', variable_name: 'zip' },
        { id: 'c', name: 'Asks', type: 'collect', fields: [{ id: 'email' }] },
        { id: 'd', name: 'Calls', type: 'api_call', api_call: { response_extraction: [{ variable_name: 'slot' }] } },
      ],
    },
  }
  expect(knownVariables(document).slice(0, 4)).toEqual([
    { name: 'email', setBy: ['Asks'] },
    { name: 'slot', setBy: ['Calls'] },
    { name: 'zip', setBy: ['Reads', 'b'] },
    { name: '__api_success', setBy: [] },
  ])
  expect(knownVariables({})).toEqual([])
})

test('what a template puts in is found once each', () => {
  expect(variablesIn('{{a}} {{ b }} {{a}} {{}} {c}')).toEqual(['a', 'b'])
})
