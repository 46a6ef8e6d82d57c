// What a rehearsal does that the console's tests of it do not show.
import { expect, test } from 'vitest'
import { compileDocument } from '@/lib/agents/compile-document'
import { type Template, templateDocument, templateKinds } from '@/lib/agents/templates/template-document'
import { AppError } from '@/lib/domain/errors'
import type { Workflow } from '@/lib/domain/workflow'
import { defaultScript } from '@/lib/language/scripted/default-script'
import type { Script } from '@/lib/language/scripted/script'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { ends, flow, node, prompts, says } from '@/test/flow'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { testPorts } from '@/test/test-ports'
import { rehearse } from './rehearse'

function rehearsals({ script = defaultScript as Script, others = [] as readonly Workflow[] } = {}) {
  const clock = movableClock(1_760_000_000_000)
  const workflows = {
    async find(_: string, agentId: string) {
      const workflow = others.find((one) => one.agentId === agentId)
      if (!workflow) throw new AppError('NOT_FOUND', 'Agent not found')
      return { workflow, isActive: true }
    },
  }
  const { ports } = testPorts({ script, clock, store: createMemoryStore(clock), workflows })
  return { engineFor: () => ports.engine, log: silentLog, settings: ports.settings }
}

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'

function fromTemplate(template: Template): Workflow {
  const document = templateDocument(template, { id: tenantId, name: 'Mine', base: null, source: null })
  const compiled = compileDocument(templateKinds[template], document, { agentId: tenantId, version: 0 })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return compiled.workflow
}

test('what was said before is heard by the model, in both voices', async () => {
  const heard: string[] = []
  const reply: Script['reply'] = ({ history }) => {
    heard.push(history.map(({ role, content }) => `${role}: ${content}`).join(' | '))
    return 'Good.'
  }
  const workflow = flow([prompts('a', 'Answer.', [['contains:bye', 'end']]), ends()])
  const rehearsal = rehearse(rehearsals({ script: { reply } }), { tenantId, workflow })
  await rehearsal.opens()
  await rehearsal.hears('one')
  expect(await rehearsal.hears('two')).toMatchObject({ said: 'Good.', node: 'a', nodes: [], hasEnded: false })
  expect(heard.at(-1)).toBe('user: one | assistant: Good. | user: two')
})

test('a turn that fails says why, and leaves the conversation where it was', async () => {
  const fails = new AppError('MODEL_UNAVAILABLE', 'No model answers')
  const reply: Script['reply'] = [
    { when: /one/, says: { fails } },
    { when: /./, says: 'Good.' },
  ]
  const workflow = flow([prompts('a', 'Answer.', [['contains:bye', 'end']]), ends()])
  const rehearsal = rehearse(rehearsals({ script: { reply } }), { tenantId, workflow })
  await rehearsal.opens()
  expect(await rehearsal.hears('one')).toMatchObject({ failure: 'No model answers', node: 'a' })
  expect(await rehearsal.hears('two')).toMatchObject({ failure: null, said: 'Good.' })
})

test('an agent that is handed over to goes on in its own words', async () => {
  const other = flow(
    [says('hello', 'Here is support.', [['user_responded', 'end']], { proactive: true }), ends()],
    {},
    'support',
  )
  const workflow = flow([
    says('a', 'Hello.', [['user_responded', 'over']], { proactive: true }),
    node('over', 'agent_transfer', [], { target_agent_id: 'support' }),
    ends(),
  ])
  const rehearsal = rehearse(rehearsals({ others: [other] }), { tenantId, workflow })
  await rehearsal.opens()
  expect(await rehearsal.hears('help')).toMatchObject({ said: 'Here is support.', node: 'hello' })
  expect(await rehearsal.hears('thanks')).toMatchObject({ hasEnded: true })
})

test.each([
  ['just me', 'not_fitting', /help pages.*ada@example\.org/],
  ['a small team', 'fitting', /A colleague writes to ada@example\.org/],
])('the template for qualification: “%s” ends at %s', async (answer, end, words) => {
  const rehearsal = rehearse(rehearsals(), { tenantId, workflow: fromTemplate('qualification') })
  expect((await rehearsal.opens()).said).toMatch(/What do you need help with\?/)
  for (const text of ['a chat bot', answer]) expect(await rehearsal.hears(text)).toMatchObject({ node: 'questions' })
  expect(await rehearsal.hears('ada@example.org')).toMatchObject({
    ...{ node: end, said: expect.stringMatching(words), hasEnded: true },
  })
})

test('the template for a front desk takes a message and goes on', async () => {
  const rehearsal = rehearse(rehearsals(), { tenantId, workflow: fromTemplate('front_desk') })
  await rehearsal.opens()
  expect((await rehearsal.hears('please take a message')).said).toMatch(/What is your name/)
  expect(await rehearsal.hears('My name is Ada, ada@example.org')).toMatchObject({
    ...{ node: 'listening', said: expect.stringMatching(/colleague gets back to you/), variables: { name: 'Ada' } },
  })
})
