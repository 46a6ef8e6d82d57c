import { describe, expect, test } from 'vitest'
import { createLog } from '@/lib/log'

function records(write: (log: ReturnType<typeof createLog>) => void, level = 'debug'): Record<string, unknown>[] {
  const lines: string[] = []
  write(createLog(level, { write: (line) => lines.push(line) }))
  return lines.map((line) => JSON.parse(line))
}

describe('a record', () => {
  test('is one line of JSON with level, time, message and fields', () => {
    const [record] = records((log) => log.info('request', { status: 200 }))
    expect(record).toMatchObject({ level: 'info', message: 'request', status: 200 })
    expect(record?.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  test('is not written below the level', () => {
    expect(records((log) => log.debug('decided'), 'info')).toEqual([])
    expect(records((log) => log.child({ turn: 1 }).debug('decided'), 'info')).toEqual([])
  })

  test('carries what its parent was made with', () => {
    expect(records((log) => log.child({ turn: 't1' }).warn('slow'))).toMatchObject([{ turn: 't1', message: 'slow' }])
  })

  test('shows an error with message, code and cause', () => {
    const failure = Object.assign(new Error('no answer', { cause: new Error('refused') }), { code: 'ECONNREFUSED' })
    const [record] = records((log) => log.error('a delivery failed', { error: failure }))
    expect(record).toMatchObject({
      error: { message: 'no answer', code: 'ECONNREFUSED', cause: { message: 'refused' } },
    })
  })

  test('ends where an object contains itself', () => {
    const circle: Record<string, unknown> = { name: 'circle' }
    circle.self = circle
    expect(records((log) => log.info('around', { circle }))).toHaveLength(1)
  })
})

describe('a secret', () => {
  test.each([
    ['by its name', { token: 'hush' }],
    ['of an environment variable', { OPENAI_API_KEY: 'hush', AUTH_SECRET: 'hush' }],
    [
      'in headers, in any case',
      { request: { headers: { Authorization: 'hush', 'X-Signature': 'hush', COOKIE: 'hush' } } },
    ],
    ['in a list', { people: [{ password: 'hush' }] }],
    ['deep inside', { a: { b: { c: { d: { apiKey: 'hush' } } } } }],
    ['as an object', { secret: { value: 'hush' } }],
    ['in an address', { url: 'postgresql://parley:hush@db.example/parley' }],
    ['in the text of a header', { sent: 'authorization: Bearer hushhush' }],
    ['in the message of an error', { error: new Error('cannot reach https://parley:hush@example.org/') }],
  ])('%s is not written', (_, fields) => {
    expect(JSON.stringify(records((log) => log.info('seen', fields)))).not.toContain('hush')
    expect(JSON.stringify(records((log) => log.child(fields).info('seen')))).not.toContain('hush')
  })

  test('is not what a count of tokens is', () => {
    expect(records((log) => log.info('model', { inputTokens: 12 }))).toMatchObject([{ inputTokens: 12 }])
  })
})
