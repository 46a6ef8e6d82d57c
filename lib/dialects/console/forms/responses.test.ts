import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { contactForm, forms, formsConsole } from './test-forms'

const responses = `${forms}/42/responses`
const unknown = '22222222-2222-4222-8222-222222222222'

/** Ada has answered all, Bob left at his email, Cleo was asked nothing. */
async function withResponses() {
  const kit = await formsConsole()
  await kit.call('POST', forms, { document: contactForm() })
  const order = ['name', 'email', 'phone']
  const answers = { name: '=HYPERLINK("http://x")', email: 'ada@example.org', phone: '+41791234567' }
  const ada = await kit.answered(answers, { order, outcome: 'complete' })
  const bob = await kit.answered(
    { name: 'Bob, "the\nbuilder"' },
    { order: ['name', 'email'], asking: 'email', skipped: [] },
  )
  const cleo = await kit.answered({}, null)
  return { ...kit, ada, bob, cleo }
}

type Row = { conversation_id: string; answers: Record<string, unknown> }
const idsOf = (body: { responses: Row[] }) => body.responses.map(({ conversation_id }) => conversation_id)

describe('200', () => {
  test('responses are listed newest first, with every field and nothing else, sensitive ones masked', async () => {
    const { call, ada, bob, cleo, told } = await withResponses()
    const { body } = await call('GET', responses)
    expect(idsOf(body)).toEqual([cleo, bob, ada])
    expect(body.responses[2]).toMatchObject({
      communication_id: 1,
      status: 'completed',
      outcome: 'complete',
      source_id: 'crm-1',
    })
    expect(body.responses[2].answers).toEqual({
      name: '=HYPERLINK("http://x")',
      email: 'ada@example.org',
      phone: '••••4567',
    })
    expect(body.responses[1]).toMatchObject({ status: 'partial', asking: 'email', answers: { email: null } })
    expect(body.responses[0]).toMatchObject({
      status: 'not_started',
      answers: { name: null, email: null, phone: null },
    })
    expect(told).toEqual([])
  })

  test('are paged, and filtered by status, time and words', async () => {
    const { call, ada, bob, cleo } = await withResponses()
    const first = (await call('GET', `${responses}?limit=2`)).body
    expect(idsOf(first)).toEqual([cleo, bob])
    const second = (await call('GET', `${responses}?limit=2&before=${first.next}`)).body
    expect([idsOf(second), second.next]).toEqual([[ada], null])
    const found = async (query: string) => idsOf((await call('GET', `${responses}?${query}`)).body)
    expect(await found('status=partial')).toEqual([bob])
    expect(await found('since=2026-11-21T12:00:02Z')).toEqual([cleo, bob])
    expect(await found('until=2026-11-21T13:00:02%2B01:00')).toEqual([ada])
    expect(await found('since=2026-11-22')).toEqual([])
    expect(await found('search=ADA@example')).toEqual([ada])
    expect(await found('search=crm-2')).toEqual([bob])
  })

  test('a search does not tell what is masked, and finds it where it is shown', async () => {
    const { call, ada } = await withResponses()
    expect(idsOf((await call('GET', `${responses}?search=79123`)).body)).toEqual([])
    expect(idsOf((await call('GET', `${responses}?search=79123&reveal=true`)).body)).toEqual([ada])
  })

  test('who asks for sensitive answers is written down', async () => {
    const { call, ada, personOf, told } = await withResponses()
    const headers = await personOf('editor')
    const shown = await call('GET', `${responses}/${ada}?reveal=true`, undefined, { headers })
    expect(shown.body.answers.phone).toBe('+41791234567')
    expect(told).toEqual([expect.stringMatching(/sensitive answers are shown.*"form":42.*person:/)])
    expect((await call('GET', `${responses}/${ada}`, undefined, { headers })).body.answers.phone).toBe('••••4567')
    expect(told).toHaveLength(1)
  })

  test('a field that is sensitive no longer, or gone, is masked in what was answered before', async () => {
    const { call, ada } = await withResponses()
    const fields = [{ id: 'phone', type: 'phone', question: 'Your phone?' }]
    await call('PUT', `${forms}/42`, { document: contactForm({ fields }) })
    const { answers } = (await call('GET', `${responses}/${ada}`)).body
    expect(answers).toMatchObject({ phone: '••••4567', email: 'ada@example.org' })
  })

  test('the table reads back as it was answered, and runs nothing in a spreadsheet', async () => {
    const { ask, ada, bob } = await withResponses()
    const response = await ask('GET', `${responses}.csv?bom=true&reveal=true`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain('form-42-responses.csv')
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8')
    expect(text.startsWith('\ufeffconversation_id,')).toBe(true)
    const table: Record<string, string>[] = parse(text, { bom: true, columns: true })
    expect(table).toHaveLength(3)
    expect(table[1]).toMatchObject({ conversation_id: bob, name: 'Bob, "the\nbuilder"', email: '', status: 'partial' })
    expect(table[2]).toMatchObject({ conversation_id: ada, name: '\'=HYPERLINK("http://x")', phone: '+41791234567' })
    expect(await (await ask('GET', `${responses}.csv?status=completed`)).text()).toContain(',••••4567\r\n')
  })

  test('all of more than one page are exported, each once', async () => {
    const { ask, answered } = await withResponses()
    for (let more = 0; more < 600; more += 1) await answered({ name: `N${more}` }, {})
    const body = await (await ask('GET', `${responses}.json`)).json()
    expect([body.form_id, new Set(idsOf(body)).size, body.responses.length]).toEqual([42, 603, 603])
  })

  test('drop-off counts who reached, answered and left each field', async () => {
    const { call, answered } = await withResponses()
    await answered(
      { name: 'Dan', email: 'dan@example.org' },
      { order: ['name', 'email'], asking: '_review', skipped: ['phone'] },
    )
    const { body } = await call('GET', `${forms}/42/drop-off`)
    expect(body).toMatchObject({ not_started: 1, partial: 2, completed: 1 })
    expect(body.fields).toEqual([
      { field_id: 'name', label: 'name', reached: 3, answered: 3, skipped: 0, left_at: 0 },
      { field_id: 'email', label: 'email', reached: 3, answered: 2, skipped: 0, left_at: 1 },
      { field_id: 'phone', label: 'phone', reached: 2, answered: 1, skipped: 1, left_at: 0 },
      { field_id: '_review', label: 'Review', reached: 1, answered: 0, skipped: 0, left_at: 1 },
    ])
    const none = (await call('GET', `${forms}/42/drop-off?since=2026-12-01`)).body
    expect(none).toMatchObject({ partial: 0, completed: 0 })
  })
})

test('204: a deleted response is gone, and what runs in it is cancelled', async () => {
  const { call, ada, aborted } = await withResponses()
  expect((await call('DELETE', `${responses}/${ada}`)).status).toBe(204)
  expect(aborted).toEqual([ada])
  expect((await call('GET', `${responses}/${ada}`)).status).toBe(404)
  expect((await call('GET', responses)).body.responses).toHaveLength(2)
})

test('403: sensitive answers are not for analysts, nor is deleting', async () => {
  const { call, ada, personOf, told } = await withResponses()
  const headers = await personOf('analyst')
  for (const end of [`/${ada}`, '', '.csv', '.json'])
    expect((await call('GET', `${responses}${end}?reveal=true`, undefined, { headers })).status).toBe(403)
  expect((await call('DELETE', `${responses}/${ada}`, undefined, { headers })).status).toBe(403)
  expect(told).toEqual([])
})

test('404: another form’s response, and one that is not there', async () => {
  const { call, ada } = await withResponses()
  await call('POST', forms, { document: contactForm({ id: 7 }) })
  for (const method of ['GET', 'DELETE'])
    for (const path of [`${forms}/7/responses/${ada}`, `${responses}/${unknown}`])
      expect([method, (await call(method, path)).status]).toEqual([method, 404])
})

test.each(['limit=0', 'before=x', 'since=yesterday', 'status=open', 'reveal=perhaps'])('422: %s', async (query) => {
  expect((await (await withResponses()).call('GET', `${responses}?${query}`)).status).toBe(422)
})
