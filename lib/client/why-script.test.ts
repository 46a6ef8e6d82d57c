import { expect, test } from 'vitest'
import { scriptOf } from './why-script'
import type { MessageView } from './wire'

function message(role: MessageView['role'], content: string): MessageView {
  return {
    ...{ id: content, turn_id: null, role, content, created_at: '', feedback: null, sources: [], tables: [] },
    ...{ stopped: false, source: null },
  }
}

test('the visitor’s messages are lines, the answers are comments', () => {
  const messages = [message('assistant', 'Hello.\nYour name?'), message('user', 'Jack,\n 30301'), message('user', ' ')]
  expect(scriptOf({ agent_id: 'mri', agent_name: 'MRI', agent_version: 2, messages })).toBe(
    [
      '# MRI, version 2',
      '# npm run chat -- --agent mri --version 2 --script FILE',
      '# > Hello. Your name?',
      'Jack, 30301',
      '',
    ].join('\n'),
  )
})

test('what the client would take for a command or a comment is not said', () => {
  const messages = [message('user', '/end'), message('user', '# 1')]
  const script = scriptOf({ agent_id: 'mri', agent_name: 'MRI', agent_version: 1, messages })
  expect(script.trimEnd().split('\n').slice(2)).toEqual(['# not said: /end', '# not said: # 1'])
})
