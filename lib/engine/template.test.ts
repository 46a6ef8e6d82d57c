import { describe, expect, test } from 'vitest'
import type { ApiCall } from '@/lib/domain/workflow'
import { fillApiCall, fillTemplate } from './template'

describe('substitution', () => {
  test.each([
    ['Hello {{name}}', { name: 'Jack' }, 'Hello Jack'],
    ['Hello {{ name }}!', { name: 'Jack' }, 'Hello Jack!'],
    ['Hello {{name}}!', {}, 'Hello !'],
    ['Hello {{name}}!', { name: null }, 'Hello !'],
    ['{{n}} and {{ok}}', { n: 3, ok: true }, '3 and true'],
    ['{{list}}', { list: [1, 2] }, '[1,2]'],
    ['{{a}}', { a: '{{b}}', b: 'x' }, '{{b}}'],
    ['{{constructor}}', {}, ''],
    ['$& {{a}}', { a: '$1' }, '$& $1'],
  ])('%s with %j', (template, variables, filled) => {
    expect(fillTemplate(template, variables)).toBe(filled)
  })

  test('every string of an api_call is filled in, and a value cannot change the shape of the address', () => {
    const call: ApiCall = {
      method: 'POST',
      url: 'https://api.test/users/{{id}}',
      headers: { 'X-Name': '{{name}}' },
      queryParams: { q: '{{name}}' },
      body: { nested: ['{{name}}', 4, null], '{{key}}': '{{id}}' },
      timeoutSeconds: 30,
      retry: { maxRetries: 0, initialDelayMs: 1, maxDelayMs: 1, backoffMultiplier: 1 },
      responseExtraction: [],
      responseSizeLimitBytes: 100,
      allowedHosts: null,
    }
    const filled = fillApiCall(call, { id: '../admin?x=1', name: 'Jo', key: 'k' })
    expect(filled.url).toBe('https://api.test/users/..%2Fadmin%3Fx%3D1')
    expect(filled.headers).toEqual({ 'X-Name': 'Jo' })
    expect(filled.queryParams).toEqual({ q: 'Jo' })
    expect(filled.body).toEqual({ nested: ['Jo', 4, null], '{{key}}': '../admin?x=1' })
  })
})
