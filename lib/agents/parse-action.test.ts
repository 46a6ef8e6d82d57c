import { expect, test } from 'vitest'
import type { ActionConfig } from './node-config'
import { parseAction } from './parse-action'

const rows: [ActionConfig, object][] = [
  ['log:hello: world', { kind: 'log', text: 'hello: world' }],
  ['log:variables', { kind: 'log-variables' }],
  ['webhook:https://a.example/x?y=1', { kind: 'webhook', url: 'https://a.example/x?y=1' }],
  ['hangup', { kind: 'hangup' }],
  ['hangup:', { kind: 'hangup' }],
  ['custom:notify', { kind: 'custom', name: 'notify' }],
  [
    { type: 'log', params: { message: 'hi' } },
    { kind: 'log', text: 'hi' },
  ],
  [{ type: 'log', params: { message: 'variables' } }, { kind: 'log-variables' }],
  [
    { type: 'webhook', params: { url: 'https://a.example' } },
    { kind: 'webhook', url: 'https://a.example' },
  ],
  [{ type: 'hangup' }, { kind: 'hangup' }],
  [
    { type: 'custom', params: { name: 'notify' } },
    { kind: 'custom', name: 'notify' },
  ],
  ['play_sound:ding', { kind: 'custom', name: 'play_sound:ding' }],
  [
    { type: 'constructor', params: null },
    { kind: 'custom', name: 'constructor' },
  ],
]

test.each(rows)('the action %j is understood', (config, action) => {
  expect(parseAction(config)).toEqual(action)
})
