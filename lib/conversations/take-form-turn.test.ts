import { describe, expect, test } from 'vitest'
import { applyEvent, newConversation } from '@/lib/domain/apply-event'
import { AppError } from '@/lib/domain/errors'
import { maskedTurn } from '@/lib/domain/masked-turn'
import { platform } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import type { Script } from '@/lib/language/scripted/script'
import { ends, flow, node, says } from '@/test/flow'
import { choices, collectNode, field, formOf, noValidation } from '@/test/form'
import { calls, eventsOf, path, said, talk } from '@/test/talk'

const fields = [
  field('name', { type: 'name' }),
  field('email', { type: 'email', why: 'To confirm the appointment.' }),
  field('phone', { type: 'phone', required: false }),
  field('pet', { type: 'choice', choices: choices('Dog', 'Cat', 'None') }),
  field('breed', { condition: { kind: 'not', of: { kind: 'equals', field: 'pet', value: 'none' } } }),
]

const script: Script = {
  understand: [
    { when: /^why/i, form: { act: 'question', question: 'Why do you need this?' } },
    { when: /sunday/i, form: { act: 'question', question: 'Do you open on Sundays?' } },
    { when: /^skip/i, form: { act: 'skip' } },
    { when: /^back/i, form: { act: 'back' } },
    { when: /^stop/i, form: { act: 'cancel' } },
    { when: /^go on/i, form: { act: 'resume' } },
    { when: /^start over/i, form: { act: 'restart' } },
    { when: /^\?+$/, form: { act: 'unclear' } },
    { when: /human/, intents: { human: 0.9 }, form: { act: 'unclear' } },
    { when: /email is c@d.org/i, form: { values: { email: 'c@d.org' } } },
    { when: /a cat after all/i, form: { values: { pet: 'cat' } } },
    { when: /I am Ann, ann@b.org/i, form: { values: { name: 'Ann', email: 'ann@b.org' } } },
  ],
}

const contact = formOf(fields)

async function fill(workflow: Workflow, answers: readonly string[], more: Parameters<typeof talk>[1] = {}) {
  const conversation = await talk(workflow, { script, ...more })
  const heard = [conversation.opening]
  for (const answer of answers) heard.push(await conversation.hears(answer))
  return { ...conversation, heard, last: heard.at(-1) ?? conversation.opening }
}

describe('a form', () => {
  test('greets, asks one field after the other, and ends with its summary', async () => {
    const form = await talk(contact, { script })
    expect(said(form.opening)).toBe('Hello. What is your name?')
    expect(said(await form.hears('Ann'))).toBe('What is your email?')
    expect(said(await form.hears('ann@b.org'))).toBe('What is your phone?')
    expect(said(await form.hears('skip'))).toBe('All right, I leave that out.\n\nWhat is your pet? (Dog, Cat, None)')
    const last = await form.hears('none')
    expect(said(last)).toBe('Thank you.')
    expect(path(last)).toEqual(['form → summary (form_complete)'])
    const { state } = await form.reads()
    expect(state.status).toBe('completed')
    expect(state.variables).toMatchObject({ name: 'Ann', email: 'ann@b.org', pet: 'none' })
  })

  test('a side question is answered, the field asked again, and no attempt is used up', async () => {
    const form = await fill(contact, ['Ann', 'why?'])
    expect(said(form.last)).toBe('To confirm the appointment.\n\nWhat is your email?')
    expect((await form.reads()).state.form?.asked.email).toBe(1)
  })

  test('several answers in one message are taken at once', async () => {
    const form = await fill(contact, ['I am Ann, ann@b.org'])
    expect(said(form.last)).toBe('Noted: Email: ann@b.org.\n\nWhat is your phone?')
  })

  test('an unreadable answer is asked for three times in all, then left out', async () => {
    const form = await fill(contact, ['??', '???', '????'])
    expect(said(form.last)).toBe('I leave that out for now.\n\nWhat is your email?')
    expect((await form.reads()).state.form?.skipped).toEqual(['name'])
  })

  test('a correction clears what depended on it, and the log keeps old and new with where they came from', async () => {
    const form = await fill(contact, ['Ann', 'ann@b.org', 'skip', 'dog', '??', 'a cat after all'])
    expect(said(form.last)).toBe('Pet is now Cat.\n\nWhat is your breed?')
    expect(eventsOf(form.last, 'form-changed')[0]?.changes[0]).toMatchObject({
      ...{ kind: 'answered', field: 'pet', value: 'cat', old: 'dog', by: 'visitor', raw: 'a cat after all' },
      messageId: form.last.messages[0]?.id,
    })
  })

  test('one who stops finds everything kept, and goes on', async () => {
    const form = await fill(contact, ['Ann', 'stop'])
    expect(said(form.last)).toMatch(/What you gave is kept/)
    expect((await form.reads()).state).toMatchObject({ status: 'active', form: { isPaused: true, asking: 'email' } })
    expect(said(await form.hears('go on'))).toBe('What is your email?')
  })

  test('starting over clears the answers', async () => {
    const form = await fill(contact, ['Ann', 'start over'])
    expect(said(form.last)).toBe('Let us start over.\n\nWhat is your name?')
    expect((await form.reads()).state.variables.name).toBeNull()
  })

  test('a review shows all, and what is corrected in it is shown again', async () => {
    const form = await fill(formOf(fields.slice(0, 2), { review: true }), ['Ann', 'a@b.org', 'my email is c@d.org'])
    expect(said(form.last)).toBe(
      'Email is now c@d.org.\n\nThis is what I have:\n\n- Name: Ann\n- Email: c@d.org\n\nIs everything right?',
    )
    expect(said(await form.hears('yes'))).toBe('Thank you.')
  })

  test('what the conversation’s metadata knows is not asked', async () => {
    const known = formOf([field('name', { prefill: 'crm_name' }), field('email', { type: 'email', prefill: 'mail' })])
    const form = await talk(known, { script, metadata: { mail: 'no address', prefill: { crm_name: 'Ann' } } })
    expect(said(form.opening)).toBe('Hello. What is your email?')
    const { state } = await form.reads()
    expect(state.variables.name).toBe('Ann')
    expect(eventsOf(form.opening, 'form-changed')[0]?.changes[0]).toMatchObject({ kind: 'answered', by: 'prefill' })
  })

  test('a field whose attempts are used up may end it', async () => {
    const strict = formOf([field('age', { type: 'number', attempts: 1, whenUsedUp: { kind: 'end' } })])
    const form = await fill(strict, ['old'])
    expect(said(form.last)).toBe('That is all.')
    expect((await form.reads()).state).toMatchObject({ status: 'completed', form: { outcome: 'used-up' } })
  })

  test('its dates are those of its own time zone', async () => {
    const day = { type: 'date', validation: { ...noValidation, min: 'today' } } as const
    const behind = formOf([field('day', day)], {}, { timeZone: 'Pacific/Pago_Pago' })
    // 2025-10-09T08:53Z: there it is still the 8th.
    const form = await talk(behind, { script })
    expect(said(await form.hears('2025-10-07'))).toMatch(/It must not be before Wednesday, 8 October 2025/)
    expect(said(await form.hears('2025-10-08'))).toBe('Thank you.')
  })

  test('folding its stored events gives its stored state', async () => {
    const form = await fill(formOf([...fields, field('ssn', { sensitive: true })], { review: true }), [
      ...[
        'Ann',
        'why?',
        'ann@b.org',
        'back',
        'c@d.org',
        'skip',
        'dog',
        'Poodle',
        '123-45-6789',
        'a cat after all',
        'Siamese',
      ],
    ])
    const { state, createdAt } = await form.reads()
    const events = (await form.turns()).flatMap((turn) => turn.events)
    const before = newConversation(state.workflow, state.initialNode, createdAt)
    expect(events.reduce(applyEvent, before)).toEqual(state)
  })
})

describe('the callback', () => {
  const told = formOf(fields, {}, { form: { title: 'Contact', callbackUrl: 'https://crm.example.org/forms' } })
  const due = ({ store, clock }: Pick<Awaited<ReturnType<typeof talk>>, 'store' | 'clock'>) =>
    store.deliveries.claimDue(platform, clock.now() + 1, 10, 1000)

  test('leaves with the turn that completes the form, once, with every field', async () => {
    const form = await fill(told, ['Ann', 'ann@b.org', 'skip'])
    expect(await due(form)).toEqual([])
    await form.hears('none')
    const [delivery, ...others] = await due(form)
    expect(others).toEqual([])
    expect(delivery).toMatchObject({ kind: 'callback', event: 'form_completed', url: 'https://crm.example.org/forms' })
    expect(JSON.parse(delivery?.body ?? '')).toEqual({
      field_parsed_answers: { name: 'Ann', email: 'ann@b.org', phone: null, pet: 'none', breed: null },
      source_id: null,
    })
  })

  test('leaves for a form that ended early, with what was given', async () => {
    const strict = field('email', { type: 'email', attempts: 1, whenUsedUp: { kind: 'end' } })
    const form = await fill(formOf([field('name'), strict], {}, { form: told.form }), ['Ann', '??'])
    const [delivery] = await due(form)
    expect(JSON.parse(delivery?.body ?? '')).toMatchObject({ field_parsed_answers: { name: 'Ann', email: null } })
  })

  test('does not leave where nobody is to be told', async () => {
    expect(await due(await fill(formOf([field('name')]), ['Ann']))).toEqual([])
  })
})

describe('the words', () => {
  test('of a form with a model are phrased by it, in one call', async () => {
    const spoken: Script = { ...script, phrase: (words) => `Kindly: ${words}` }
    const form = await fill(formOf(fields, { phrasing: 'model', context: 'A clinic.' }), ['Ann'], { script: spoken })
    expect(said(form.last)).toBe('Kindly: What is your email?')
    expect(calls(form.last)).toEqual(['understand', 'reply'])
    expect(form.language.replies.at(-1)).toMatchObject({ system: 'A clinic.', phrase: 'What is your email?' })
  })

  test('are the author’s where the model fails before it has said anything', async () => {
    const silent: Script = { ...script, phrase: () => ({ fails: new AppError('MODEL_UNAVAILABLE', 'away') }) }
    const form = await fill(formOf(fields, { phrasing: 'model' }), ['Ann'], { script: silent })
    expect(said(form.last)).toBe('What is your email?')
    expect(eventsOf(form.last, 'message-end')[0]?.source).toBe('fallback')
    expect(eventsOf(form.last, 'model-call').at(-1)?.call.error).not.toBeNull()
  })

  test('that a model breaks off fail the turn, and the answer may be sent again', async () => {
    let breaks = false
    const phrase: Script['phrase'] = (words) =>
      breaks ? { text: 'What is', fails: new AppError('MODEL_UNAVAILABLE', 'away') } : words
    const form = await fill(formOf(fields, { phrasing: 'model' }), [], { script: { ...script, phrase } })
    breaks = true
    await expect(form.hears('Ann')).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    breaks = false
    expect(said(await form.hears('Ann'))).toBe('What is your email?')
  })
})

test('what an integration says of a conversation reaches the model, in reading and in speaking', async () => {
  const metadata = { communication_context: 'Prefers short words.' }
  const spoken = { ...script, phrase: (words: string) => words }
  const form = await fill(formOf(fields, { phrasing: 'model' }), ['Ann'], { script: spoken, metadata })
  expect(form.language.understandings.at(-1)?.context).toBe('Prefers short words.')
  expect(form.language.replies.map(({ context }) => context)).toEqual(['Prefers short words.', 'Prefers short words.'])
})

test('a sensitive answer is masked for a model that reads or speaks, and marked in what is understood', async () => {
  const secret = formOf([field('ssn', { sensitive: true }), field('email')], { phrasing: 'model', review: true })
  const spoken = { ...script, phrase: (words: string) => words }
  const form = await fill(secret, ['123-45-6789', 'a@b.org'], { script: spoken })
  expect(form.language.understandings.at(-1)?.known).toMatchObject({ ssn: '••••6789' })
  expect(form.language.replies.at(-1)?.phrase).toContain('- Ssn: ••••6789')
  const read = eventsOf(form.heard[1] ?? form.last, 'input-understood')[0]?.understood.form?.values
  expect(read).toMatchObject([{ field: 'ssn', value: '123-45-6789', isSensitive: true }])
})

test('a sensitive answer is not what a conversation is called', async () => {
  const titleOf = async (isSensitive: boolean) => {
    const form = await fill(formOf([field('ssn', { sensitive: isSensitive }), field('name')]), ['123-45-6789', 'Ann'])
    return (await form.store.conversations.getConversation(platform, { id: form.id }))?.title
  }
  expect(await titleOf(true)).toBeNull()
  expect(await titleOf(false)).toBe('123-45-6789')
})

test('who may not see sensitive answers reads none in the turns that gave them', async () => {
  const form = await fill(formOf([field('ssn', { sensitive: true }), field('name')]), ['123-45-6789', 'Ann'])
  const turns = await form.turns()
  expect(JSON.stringify(turns)).toContain('123-45')
  const masked = JSON.stringify(turns.map(maskedTurn))
  expect(masked).not.toContain('123-45')
  expect(masked).toContain('Ann')
})

test('a sensitive answer is in no log, and in no evidence of a transition', async () => {
  const ways = [
    {
      condition: { kind: 'variable-equals', name: 'ssn', value: 'x', text: 'variable_equals:ssn=x' },
      target: 'ended',
      priority: 0,
    },
    { condition: { kind: 'form', outcome: 'complete', text: 'form_complete' }, target: 'summary', priority: 1 },
  ] as const
  const logs = { onExit: [{ kind: 'log-variables' }], transitions: ways } as const
  const form = await fill(formOf([field('ssn', { sensitive: true })], logs), ['123-45-6789'])
  expect(form.logged).toEqual(['{"ssn":"••••6789"}'])
  expect(JSON.stringify(eventsOf(form.last, 'transitions-weighed'))).not.toContain('123-45')
})

describe('a side question', () => {
  const source = { documentId: 'd', title: 'Hours', place: null, quote: 'We open on Sundays.', score: 1 }
  const withDocuments = formOf(fields, { rag: { enabled: true } }, { knowledgeBase: 'clinic' })

  test('is looked up where the field does not answer it, and the quotation is cited', async () => {
    const asked: string[] = []
    const form = await fill(withDocuments, ['open on sunday?'], {
      searchKnowledge: async ({ query }) => {
        asked.push(query)
        return { outcome: 'found', sources: [source], detail: null }
      },
    })
    expect(asked).toEqual(['Do you open on Sundays?'])
    expect(said(form.last)).toBe('“We open on Sundays.” [1]\n\nWhat is your name?')
    expect(form.last.messages.at(-1)?.metadata.sources).toMatchObject([{ title: 'Hours' }])
    expect((await form.reads()).state.form?.asked.name).toBe(1)
  })

  test('that the field answers is not', async () => {
    const form = await fill(withDocuments, ['Ann', 'why?'])
    expect(eventsOf(form.last, 'sources-found')).toEqual([])
  })
})

describe('a workflow agent’s collecting node', () => {
  const globals = {
    global_intents: { human: { description: 'wants a person', target_node: 'person' } },
    global_intent_config: { enabled: true, confidence_threshold: 0.7 },
  }
  function clinic(extra: Parameters<typeof collectNode>[1] = {}): Workflow {
    const frame = flow(
      [
        says('greeting', 'Welcome.', [['user_responded', 'person']], { proactive: true }),
        says('person', 'A person will call you.', [['contains:form', 'person2']], { proactive: true }),
        says('person2', 'Back to it.', [['always', 'end']], { proactive: true }),
        node('end', 'end_call', [], { static_text: 'Bye, {{name}}.' }),
        ends('given_up', { static_text: 'Another time, then.' }),
      ],
      globals,
    )
    const nodes = new Map(frame.nodes)
    for (const [id, target] of [
      ['greeting', 'form'],
      ['person2', 'form'],
    ] as const) {
      const standard = frame.nodes.get(id)
      if (standard?.type !== 'standard') throw new Error(`${id} is no standard node`)
      nodes.set(id, { ...standard, transitions: standard.transitions.map((one) => ({ ...one, target })) })
    }
    const transitions = [
      { condition: { kind: 'form', outcome: 'complete', text: 'form_complete' }, target: 'end', priority: 0 },
      { condition: { kind: 'form', outcome: 'cancelled', text: 'form_cancelled' }, target: 'given_up', priority: 1 },
      { condition: { kind: 'timeout', seconds: 60, text: 'timeout:60' }, target: 'given_up', priority: 2 },
    ] as const
    nodes.set('form', collectNode(fields.slice(0, 2), { transitions, ...extra }))
    return { ...frame, nodes }
  }

  test('reads what was said on the way to it, and has the same repairs', async () => {
    const visit = await fill(clinic(), ['I am Ann, ann@b.org'])
    expect(said(visit.last)).toBe('Noted: Name: Ann; Email: ann@b.org. Bye, Ann.')
    const other = await fill(clinic(), ['hello', 'Ann', 'why?', 'back'])
    expect(other.heard.slice(1).map(said)).toEqual([
      'What is your name?',
      'What is your email?',
      'To confirm the appointment.\n\nWhat is your email?',
      'You said “Ann”. Give another answer, or say “keep it”.\n\nWhat is your name?',
    ])
  })

  test('lets one who gives up out by the way that is there', async () => {
    const visit = await fill(clinic(), ['hello', 'stop'])
    expect(said(visit.last)).toBe('Another time, then.')
    expect(path(visit.last)).toEqual(['form → given_up (form_cancelled)'])
  })

  test('is left by a global intent where the message is no answer, and its answers are there on the way back', async () => {
    const visit = await fill(clinic(), ['hello', 'Ann', 'get me a human', 'the form'])
    expect(visit.heard.slice(3).map(said)).toEqual(['A person will call you.', 'Back to it. What is your email?'])
    expect((await visit.reads()).state.form?.asked.email).toBe(1)
  })

  test('takes a plain answer for an answer, however much it sounds like an intent', async () => {
    const eager: Script = { understand: [{ when: /human/i, intents: { human: 0.99 } }] }
    const visit = await fill(clinic(), ['hello', 'Ann Human'], { script: eager })
    expect(said(visit.last)).toBe('What is your email?')
    const weighed = eventsOf(visit.last, 'transitions-weighed').flatMap((event) => event.weighed)
    expect(weighed.find(({ condition }) => condition === 'global_intent:human')).toMatchObject({
      ...{ outcome: 'suppressed', evidence: 'the message is meant for the form' },
    })
  })

  test('is left after its silence', async () => {
    const visit = await fill(clinic(), ['hello'])
    visit.clock.advance(61_000)
    await visit.timer()
    expect((await visit.reads()).state.nodeId).toBe('given_up')
  })

  test('does not read an answer to one form as one to the next', async () => {
    const workflow = clinic()
    const nodes = new Map(workflow.nodes)
    const ways = [
      { condition: { kind: 'form', outcome: 'complete', text: 'form_complete' }, target: 'end', priority: 0 },
    ] as const
    nodes.set('second', { ...collectNode([field('city')], { transitions: ways }), id: 'second' })
    nodes.set('form', collectNode([field('name')], { transitions: [{ ...ways[0], target: 'second' }] }))
    const visit = await fill({ ...workflow, nodes }, ['hello', 'Ann'])
    expect(said(visit.last)).toBe('What is your city?')
    expect(calls(visit.last)).toEqual(['understand'])
  })
})
