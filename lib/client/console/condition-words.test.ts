import { expect, test } from 'vitest'
import { conditionWords } from './condition-words'

test.each([
  ['always', 'always'],
  ['user_responded', 'they answer'],
  ['contains: human', 'they say “human”'],
  ['max_turns:1', 'after 1 message'],
  ['max_turns:3', 'after 3 messages'],
  ['timeout:90s', '90 s of silence'],
  ['timeout:.5', '.5 s of silence'],
  ['intent:opening_hours', 'they mean “opening hours”'],
  ['intent:no_match', 'no intent fits'],
  ['variables_extracted:name', 'has name'],
  ['variables_extracted:name, zip,age', 'has name, zip and age'],
  ['extraction_failed:name,zip', 'name or zip missing'],
  ['variable_equals:plan=gold=best', 'plan is “gold=best”'],
  ['api_status:404', 'the call answered 404'],
  ['api_response_contains:ok', 'the answer holds “ok”'],
  ['form_complete', 'the form is complete'],
  ['whatever:else', 'whatever:else'],
  ['intent:', 'intent:'],
  ['', ''],
])('%s reads “%s”', (condition, words) => {
  expect(conditionWords(condition)).toBe(words)
})
