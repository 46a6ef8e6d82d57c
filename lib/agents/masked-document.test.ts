import { expect, test } from 'vitest'
import { maskedDocument } from './masked-document'

test('secrets of webhooks and of calls are masked, and nothing else', () => {
  const call = {
    url: 'https://api.example.com',
    headers: { Authorization: 'Bearer abc', 'X-Api-Key': 'k', Accept: 'application/json' },
    query_params: { access_token: 't', day: 'today' },
  }
  const webhook = { url: 'https://hooks.example.com', auth: { type: 'hmac', secret: 's3cret' } }
  const document = {
    agent: { id: 'a' },
    workflow: { webhook, nodes: [{ id: 'n', api_call: call, max: 3, none: null }] },
  }
  expect(maskedDocument(document)).toEqual({
    agent: { id: 'a' },
    workflow: {
      webhook: { ...webhook, auth: { type: 'hmac', secret: '••••••' } },
      nodes: [
        {
          ...{ id: 'n', max: 3, none: null },
          api_call: {
            url: 'https://api.example.com',
            headers: { Authorization: '••••••', 'X-Api-Key': '••••••', Accept: 'application/json' },
            query_params: { access_token: '••••••', day: 'today' },
          },
        },
      ],
    },
  })
})
