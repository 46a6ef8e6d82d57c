import type { Reply } from './endpoint'

/** JSON in the order in which the body's fields were made; without a body where the reply has none. */
export function encodeReply(reply: Reply): Response {
  const { status, body, headers } = reply
  if (body === undefined) return new Response(null, { status, headers: { 'cache-control': 'no-store', ...headers } })
  const bytes = Buffer.from(JSON.stringify(body))
  return new Response(bytes, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(bytes.byteLength),
      'cache-control': 'no-store',
      ...headers,
    },
  })
}
