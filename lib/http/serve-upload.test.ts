// Rows that take more than 1 MB, and files in a form.
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { bearer, hmac } from './auth'
import { endpoint } from './endpoint'
import { sessionsDialect } from './http-dialect'
import { readFiles } from './read-files'
import { serve } from './serve'
import { nowSeconds, post, signed, testServices } from './test-kit'

const megabyte = 1_048_576
const path = '/api/files'
const row = endpoint({
  method: 'POST',
  path,
  dialect: sessionsDialect,
  summary: 'Send files',
  auth: hmac('signed'),
  maxBodyBytes: 3 * megabyte,
  responses: { 200: z.array(z.object({ name: z.string(), size: z.int() })) },
  errors: [],
  async handler({ request, reply }) {
    const files = await readFiles(request)
    return reply(
      200,
      files.map(({ name, bytes }) => ({ name, size: bytes.byteLength })),
    )
  },
})

async function ask(request: Request) {
  const response = await serve([row], testServices().services)(request)
  return { status: response.status, body: await response.json() }
}

async function formOf(...files: [name: string, size: number][]) {
  const form = new FormData()
  for (const [name, size] of files) form.append('file', new Blob([new Uint8Array(size)]), name)
  const sent = new Response(form)
  return { type: sent.headers.get('content-type') ?? '', bytes: new Uint8Array(await sent.arrayBuffer()) }
}

// The DOM's types do not know `duplex`, which Node demands for a stream.
function streaming(body: ReadableStream, headers: Record<string, string>) {
  const init = { method: 'POST', body, headers, duplex: 'half' }
  return new Request(`http://parley.test${path}`, init)
}

async function send(...files: [name: string, size: number][]) {
  const { type, bytes } = await formOf(...files)
  return ask(post(path, bytes, { ...signed('POST', path, bytes), 'content-type': type }))
}

describe('200', () => {
  test('several files of one request, past the usual 1 MB', async () => {
    const { status, body } = await send(['a.pdf', 2 * megabyte], ['b.md', 5])
    expect(status).toBe(200)
    expect(body).toEqual([
      { name: 'a.pdf', size: 2 * megabyte },
      { name: 'b.md', size: 5 },
    ])
  })

  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\guides\\plan.md', 'plan.md'],
    ['..', 'file'],
    ['tab\tin.md', 'tabin.md'],
    ['Führer für Gäste 😀.pdf', 'Führer für Gäste 😀.pdf'],
    [`${'n'.repeat(300)}.pdf`, `${'n'.repeat(251)}.pdf`],
  ])('the file %j is called %j', async (sent, name) => {
    expect((await send([sent, 1])).body).toEqual([{ name, size: 1 }])
  })
})

test('400: a body that is no form, and one that breaks off', async () => {
  expect((await ask(post(path, '{}', signed('POST', path, '{}')))).status).toBe(400)
  const { type, bytes } = await formOf(['a.md', 100])
  const cut = bytes.slice(0, 90)
  expect((await ask(post(path, cut, { ...signed('POST', path, cut), 'content-type': type }))).status).toBe(400)
})

test.each<[string, Record<string, string>]>([
  ['no signature', {}],
  ['a signature of yesterday', { 'x-timestamp': String(nowSeconds - 86_400), 'x-signature': 'a'.repeat(64) }],
])('401: for %s before the body is waited for', async (_, headers) => {
  const body = new ReadableStream()
  expect((await ask(streaming(body, headers))).status).toBe(401)
})

test.each<[string, Record<string, string>]>([
  ['no token', {}],
  ['a token that is not ours', { authorization: 'Bearer a.b.c' }],
])('401: for %s before the body is waited for', async (_, headers) => {
  const borne = endpoint({
    ...{ method: 'POST', path, dialect: sessionsDialect, summary: 'Send files', errors: [], maxBodyBytes: megabyte },
    auth: bearer('api'),
    responses: { 200: z.object({}) },
    handler: async ({ reply }) => reply(200, {}),
  })
  const response = await serve([borne], testServices().services)(streaming(new ReadableStream(), headers))
  expect(response.status).toBe(401)
})

test('413: past the limit of the row, which is named, told by its length or not', async () => {
  const told = await send(['a.pdf', 3 * megabyte])
  expect([told.status, told.body.detail]).toEqual([413, 'The request body must not be larger than 3 MB'])
  const bytes = new Uint8Array(3 * megabyte + 1)
  const headers = signed('POST', path, bytes)
  const body = new Blob([bytes]).stream()
  expect((await ask(streaming(body, headers))).status).toBe(413)
})

test('422: a form without a file', async () => {
  const form = new FormData()
  form.append('note', 'no file')
  const sent = new Response(form)
  const bytes = new Uint8Array(await sent.arrayBuffer())
  const type = sent.headers.get('content-type') ?? ''
  expect((await ask(post(path, bytes, { ...signed('POST', path, bytes), 'content-type': type }))).status).toBe(422)
})
