// A chatbot's documents through the real parser, encoder, search and embedded language.
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Turn } from '@/lib/domain/conversation'
import { tenant } from '@/lib/domain/scope'
import type { Parser } from '@/lib/knowledge/parse/create-parser'
import { docx, pdf, pdfOf, wordParagraph, zip } from '@/lib/knowledge/test-files'
import { testParser } from '@/lib/knowledge/test-parser'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { chatbotsApi, tenantId } from './test-chatbots'

const encoder = createEncoder()
let parser: Parser
beforeAll(async () => {
  parser = await testParser()
})
afterAll(() => encoder.close())

const jewelry =
  '# Jewelry\n\nTake off all jewelry before the scan. Children take theirs off too, and a parent keeps it.\n\n# Noise\n\nThe scanner knocks loudly, so everybody gets ear plugs.'
const prices = '# Prices\n\nA scan of the knee costs 400 euros without contrast agent.'

async function chatbot() {
  const api = await chatbotsApi({ reading: { encoder, parser } })
  const made = await api.made()
  const documents = `${made.path}/documents`
  const add = (...files: [name: string, content: string | Uint8Array][]) => api.upload('ann', documents, ...files)
  async function read(...files: [name: string, content: string | Uint8Array][]) {
    const [document] = (await add(...files)).body.documents
    await api.readAll()
    return (await api.ask('ann', 'GET', `${documents}/${document.id}`)).body
  }
  async function talk() {
    const { conversation_id } = (await api.ask('ann', 'POST', `${made.path}/session`)).body
    return (text: string) => api.says(conversation_id, text)
  }
  return { ...api, ...made, documents, add, read, talk }
}

const said = (turn: Turn) => turn.messages.find(({ role }) => role === 'assistant')?.content
const found = (turn: Turn) => turn.events.flatMap((event) => (event.type === 'sources-found' ? [event] : []))

describe('200', () => {
  test('files are taken, known again, read and listed; the passages can be read', async () => {
    const { add, readAll, ask, documents, path, told } = await chatbot()
    const sent = await add(['jewelry.md', jewelry], ['again.md', jewelry])
    expect(sent.status).toBe(201)
    expect(sent.body.documents).toMatchObject([
      { outcome: 'added', file_name: 'jewelry.md', state: 'queued', failure: null },
      { outcome: 'duplicate', id: sent.body.documents[0].id },
    ])
    expect(told.waiting).toBe(1)
    await readAll()
    const listed = (await ask('ann', 'GET', documents)).body.documents
    expect(listed).toMatchObject([{ state: 'ready', passages: 2, progress: { done: 3, total: 3 } }])
    expect((await ask('ann', 'GET', path)).body.documents).toBe(1)
    const { body } = await ask('ann', 'GET', `${documents}/${listed[0].id}/passages?limit=1&offset=1`)
    expect(body).toEqual({
      total: 2,
      passages: [{ position: 1, page: null, heading: 'Noise', text: expect.stringMatching(/ear plugs/) }],
    })
  })

  test('an answer quotes its own documents, with number, document and page, also when it is read again', async () => {
    const { read, talk, ask, path } = await chatbot()
    const page = (text: string) => [
      [24, 740, text] as const,
      [12, 700, `${text}: take them off before the scan.`] as const,
    ]
    const { id } = await read(['leaflet.pdf', pdf([page('Watches'), page('Rings')])])
    expect(said(await (await talk())('Do rings come off before the scan?'))).toMatch(/“.*Rings: take them off.*” \[1\]/)
    const { previous_messages } = (await ask('ann', 'POST', `${path}/session`)).body
    expect(previous_messages[1].sources[0]).toEqual({
      ...{ number: 1, document_id: id, title: 'leaflet', place: 'page 2, Rings', page: 2 },
      quote: expect.stringMatching(/Rings/),
    })
  })

  test('each chatbot answers from its own documents and from attached bases, never from another’s', async () => {
    const { read, talk, ask, made, upload, readAll, store, says } = await chatbot()
    await read(['jewelry.md', jewelry])
    const other = await made({}, 'eve')
    await upload('eve', `${other.path}/documents`, ['prices.md', prices])
    await readAll()
    const question = 'What does a scan of the knee cost?'
    expect(said(await (await talk())(question))).toMatch(/^The documents do not say\./)
    const own = (await store.knowledge.listBases(tenant(tenantId), tenantId)).find(
      ({ name }) => !name.includes(other.id),
    )
    expect((await ask('eve', 'PATCH', other.path, { knowledge_bases: [own?.id] })).status).toBe(200)
    const { conversation_id } = (await ask('eve', 'POST', `${other.path}/session`)).body
    expect(said(await says(conversation_id, question))).toMatch(/400 euros/)
    const cited = await says(conversation_id, 'How loudly does the scanner knock?')
    expect(said(cited)).toMatch(/knocks loudly/)
    const documentId = found(cited)[0]?.sources[0]?.documentId
    const place = `${other.path}/documents/${documentId}`
    expect((await ask('eve', 'GET', `${place}/passages`)).body.passages).toHaveLength(2)
    expect((await ask('eve', 'DELETE', place)).status).toBe(404)
    expect((await ask('eve', 'GET', `${other.path}/documents`)).body.documents).toMatchObject([{ title: 'prices' }])
  })

  test('a question that refers back is completed from the conversation before it is looked up', async () => {
    const { read, talk } = await chatbot()
    await read(['jewelry.md', jewelry])
    const ask = await talk()
    await ask('Do I have to take off my jewelry before the scan?')
    const turn = await ask('and for children?')
    expect(found(turn)[0]?.query).toBe('Do I have to take off my jewelry before the scan? and for children?')
    expect(said(turn)).toMatch(/Children take theirs off too/)
  })

  test('small talk is answered and nothing is looked up, at first and later', async () => {
    const { read, talk } = await chatbot()
    await read(['jewelry.md', jewelry])
    const ask = await talk()
    for (const [text, answer] of [
      ['hello', 'Ask me a question about my documents.'],
      ['thank you very much', 'You are welcome.'],
    ] as const) {
      const turn = await ask(text)
      expect([said(turn), found(turn)]).toMatchObject([answer, [{ outcome: 'skipped', sources: [] }]])
    }
  })

  test('what the documents do not say is said so, and nothing is cited', async () => {
    const { read, talk, ask, path } = await chatbot()
    await read(['jewelry.md', jewelry])
    const turn = await (await talk())('Who won the world cup in 1998?')
    expect([found(turn)[0]?.outcome, said(turn)]).toEqual(['not-said', expect.stringMatching(/do not say/)])
    const { previous_messages } = (await ask('ann', 'POST', `${path}/session`)).body
    expect(previous_messages[1]).not.toHaveProperty('sources')
  })

  test('a deleted document is drawn on no more', async () => {
    const { read, talk, ask, documents } = await chatbot()
    const { id } = await read(['jewelry.md', jewelry])
    expect((await ask('ann', 'DELETE', `${documents}/${id}`)).status).toBe(204)
    expect((await ask('ann', 'GET', `${documents}/${id}`)).status).toBe(404)
    expect(said(await (await talk())('Do I take off my jewelry?'))).not.toMatch(/jewelry before/)
  })
})

describe('a file that cannot be read says why', () => {
  const bomb = Buffer.alloc(120 * 1024 * 1024)
  const encrypted =
    '/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> /U <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> >> /ID [<00><00>]'
  test.each<[string, string, () => string | Uint8Array, RegExp]>([
    [
      'a bomb in a Word document',
      'a.docx',
      () => docx('', [{ name: 'word/a.png', content: bomb }]),
      /more than 100 MB/,
    ],
    ['a bomb in a PDF', 'a.pdf', () => pdfOf([deflateSync(bomb)]), /more than 100 MB/],
    ['an archive called a Word document', 'a.docx', () => zip([{ name: 'a', content: 'b' }]), /something else/],
    ['a program called text', 'a.txt', () => Buffer.from([77, 90, 0, 1]), /named as text, but is not/],
    ['text called a PDF', 'a.pdf', () => 'hello', /named as a PDF, but is none/],
    ['an encrypted PDF', 'a.pdf', () => pdf([[[10, 700, 'secret']]], encrypted), /encrypted/],
    ['a broken PDF', 'a.pdf', () => '%PDF-1.4 and nothing', /damaged/],
    ['a broken Word document', 'a.docx', () => docx(wordParagraph('x')).slice(0, 300), /damaged/],
    ['an empty file', 'a.md', () => '', /empty/],
    ['pictures of pages', 'a.pdf', () => pdf([[]]), /no text in it/],
  ])('%s', async (_, name, content, sentence) => {
    const { read, ask, documents, talk } = await chatbot()
    const document = await read([name, content()])
    expect(document).toMatchObject({ state: 'failed', failure: expect.stringMatching(sentence) })
    expect(said(await (await talk())('What does it say about rings?'))).toMatch(/do not say|Ask me/)
    const again = await ask('ann', 'POST', `${documents}/${document.id}/retry`)
    expect(again).toMatchObject({ status: 200, body: { state: 'queued', failure: null } })
  })

  test('and is kept apart from those beside it', async () => {
    const { add, readAll, ask, documents } = await chatbot()
    await add(['broken.pdf', 'nothing'], ['jewelry.md', jewelry])
    await readAll()
    const { body } = await ask('ann', 'GET', documents)
    expect(body.documents).toMatchObject([{ state: 'failed' }, { state: 'ready' }])
  })
})

describe('what is not taken at all', () => {
  test('400: no form, and a form that is broken', async () => {
    const { send, token, documents } = await chatbot()
    const authorization = `Bearer ${await token('ann')}`
    for (const type of ['application/json', 'multipart/form-data; boundary=x'])
      expect((await send('POST', documents, authorization, 'hello', type)).status).toBe(400)
  })

  test('409: more than 500 documents, and a retry of what has not failed', async () => {
    const { add, ask, documents } = await chatbot()
    const files = Array.from({ length: 500 }, (_, at): [string, string] => [`${at}.txt`, `file ${at}`])
    const [first] = (await add(...files)).body.documents
    const refused = await add(['one-more.txt', 'one more'])
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringMatching(/500 documents at most/)])
    expect((await ask('ann', 'POST', `${documents}/${first.id}/retry`)).status).toBe(409)
  })

  test('413: more than 25 MB', async () => {
    const { add, ask, documents } = await chatbot()
    const large = Buffer.alloc(13 * 1024 * 1024, 'a')
    const refused = await add(['a.txt', large], ['b.txt', large])
    expect([refused.status, refused.body.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
    expect((await ask('ann', 'GET', documents)).body.documents).toEqual([])
  })

  test('422: a kind of file that is not read, no file at all, and ids that are none', async () => {
    const { add, ask, documents } = await chatbot()
    const refused = await add(['jewelry.md', jewelry], ['tool.exe', 'MZ'])
    expect([refused.status, refused.body.detail]).toEqual([422, expect.stringMatching(/^tool\.exe: only PDF/)])
    expect((await ask('ann', 'GET', documents)).body.documents).toEqual([])
    expect((await add()).status).toBe(422)
    expect((await ask('ann', 'GET', `${documents}/not-an-id`)).status).toBe(422)
  })

  test('429: more than 60 uploads a minute of one user', async () => {
    const { add, clock } = await chatbot()
    for (let count = 0; count < 60; count += 1) await add(['a.txt', 'a'])
    expect((await add(['a.txt', 'a'])).headers.get('retry-after')).toBe('60')
    clock.advance(60_000)
    expect((await add(['a.txt', 'a'])).status).toBe(201)
  })
})
