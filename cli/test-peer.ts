// A server of contract 1's shapes for the client's tests, with its own reading of the signature.
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Heard = {
  method: string
  /** With query. */
  url: string
  body: string
  headers: IncomingHttpHeaders
  isSigned: boolean
}

export type PeerReply = { status: number; body: unknown; headers?: Record<string, string> } | 'hang-up'

export const peerKey = 'the key of the peer'

/** Starts a peer that ends with the test. `answer` hears each request and its number, from 0. */
export async function startPeer(answer: (heard: Heard, nth: number) => PeerReply) {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { method = '', url = '', headers } = request
    const body = Buffer.concat(chunks)
    const one = { method, url, body: body.toString('utf8'), headers, isSigned: isSigned(method, url, headers, body) }
    const reply = answer(one, heard.push(one) - 1)
    if (reply === 'hang-up') return request.socket.destroy()
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    return response.end(JSON.stringify(reply.body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, heard }
}

/** An address where nobody listens any more. */
export async function closedOrigin(): Promise<string> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return `http://127.0.0.1:${port}`
}

function isSigned(method: string, url: string, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const digest = createHash('sha256').update(body).digest('hex')
  const message = `${headers['x-timestamp']}${method.toUpperCase()}${url.split('?')[0]}${digest}`
  return headers['x-signature'] === createHmac('sha256', peerKey).update(message).digest('hex')
}

export const sessionId = 'text_abc123def456'
export const conversationId = '550e8400-e29b-41d4-a716-446655440000'

const step = (from: string, to: string, condition: string) => ({
  from_node: from.toLowerCase(),
  from_node_name: from,
  to_node: to.toLowerCase(),
  to_node_name: to,
  condition,
})

export const created = {
  session_id: sessionId,
  conversation_id: conversationId,
  status: 'active',
  node_id: 'waiting',
  node_name: 'Waiting',
  initial_node_id: 'hello',
  initial_node_name: 'Hello',
  transitions: [step('Hello', 'Waiting', 'always')],
  agent_config_version: 1,
  is_active_version: true,
  initial_message: 'Good morning. What is your name?',
  created_at: '2025-11-26T10:30:00.000Z',
}

export const answered = {
  response: 'Thank you, Jack!',
  node_id: 'questions',
  node_name: 'Questions',
  previous_node_id: 'waiting',
  previous_node_name: 'Waiting',
  transitions: [step('Waiting', 'Reading', 'user_responded'), step('Reading', 'Questions', 'always')],
  transition: step('Reading', 'Questions', 'always'),
  extracted_variables: { first_name: 'Jack', zip_code: '30301' },
  session_ended: false,
  turn_number: 1,
  latency_ms: 523,
}

const status = {
  session_id: sessionId,
  conversation_id: conversationId,
  status: 'active',
  node_id: 'questions',
  node_name: 'Questions',
  turns: 1,
  transition_count: 3,
  collected_data: { first_name: 'Jack' },
  created_at: '2025-11-26T10:30:00.000Z',
  updated_at: '2025-11-26T10:32:15.000Z',
  ended_at: null,
}

const ended = {
  success: true,
  conversation_id: conversationId,
  final_node_id: 'questions',
  final_node_name: 'Questions',
  total_turns: 8,
  total_transitions: 4,
}

export const refused = (status: number, detail: string): PeerReply => ({ status, body: { detail } })

/** What a healthy server answers. */
export function healthy({ method, url }: Heard): PeerReply {
  if (url.startsWith('/api/admin/conversations/')) return { status: 200, body: { turns: [loggedTurn] } }
  if (method === 'DELETE') return { status: 200, body: ended }
  if (method === 'GET') return { status: 200, body: status }
  return url.endsWith('/messages') ? { status: 200, body: answered } : { status: 201, body: created }
}

const loggedTurn = {
  turn_id: '0199c3a0-0000-7000-8000-000000000001',
  number: 2,
  attempt: 1,
  kind: 'input',
  status: 'done',
  started_at: '2025-11-26T10:32:14.000Z',
  ended_at: '2025-11-26T10:32:15.000Z',
  latency_ms: 31,
  messages: [
    { role: 'user', content: 'Jack, 30301', node_id: null },
    { role: 'assistant', content: 'Thank you, Jack!', node_id: 'questions' },
  ],
  events: [
    { type: 'turn-start', at: 1, nodeId: 'waiting', nodeName: 'Waiting' },
    {
      type: 'input-understood',
      at: 2,
      nodeId: 'waiting',
      understood: {
        variables: [
          {
            name: 'first_name',
            value: 'Jack',
            used: 'found',
            raw: 'Jack',
            messageId: null,
            method: 'names',
            confidence: 0.9,
          },
        ],
        intents: { threshold: 0.7, scores: [{ id: 'booking', score: 0.82, evidence: 'book a visit' }] },
        globalIntents: null,
      },
    },
    {
      type: 'transitions-weighed',
      at: 3,
      nodeId: 'waiting',
      weighed: [
        { target: 'bye', condition: 'contains:bye', priority: 1, outcome: 'false', evidence: null, score: null },
        {
          target: 'reading',
          condition: 'intent:booking',
          priority: 2,
          outcome: 'taken',
          evidence: 'book a visit',
          score: 0.82,
        },
        { target: 'late', condition: 'always', priority: 3, outcome: 'not-reached', evidence: null, score: null },
      ],
    },
    {
      type: 'api-called',
      at: 4,
      nodeId: 'reading',
      outcome: {
        method: 'POST',
        url: 'https://example.com/x',
        status: 200,
        ok: true,
        error: null,
        attempts: 2,
        ms: 31,
      },
    },
    {
      type: 'model-call',
      at: 5,
      call: {
        id: '1',
        purpose: 'understand',
        provider: 'embedded',
        model: 'small',
        inputTokens: null,
        outputTokens: null,
        firstTokenMs: null,
        ms: 12,
        cost: 0,
        retries: 0,
        error: null,
      },
    },
    { type: 'from-a-newer-server', at: 6 },
  ],
}
