// The process: settings, secrets, database, services, Next, and an orderly end.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { resolve } from 'node:path'
import next from 'next'
import { banner } from '@/lib/banner'
import { chatSockets } from '@/lib/dialects/chatbots/chat-sockets'
import { streamChatMessage } from '@/lib/dialects/chats/stream-message'
import { sayInChat } from '@/lib/dialects/native/send-message'
import { sendMessage } from '@/lib/dialects/sessions/send-message'
import { AppError, isAppError } from '@/lib/domain/errors'
import { type Env, readEnv } from '@/lib/env'
import { acceptSockets, refuseUpgrade } from '@/lib/http/accept-sockets'
import { connectionHeaders } from '@/lib/http/connection-headers'
import { createHotPath } from '@/lib/http/hot-path'
import { createLog } from '@/lib/log'
import { openDatabase } from '@/lib/open-database'
import { openSecrets } from '@/lib/secrets'
import { createServices } from '@/lib/services'

const lastResponsesMs = 5_000

/** What has been started, and how it ends: undone last to first. */
const endings: (() => Promise<void>)[] = []
const starting = start()
onSignal(async () => {
  // In the middle of a start there are things that nobody could end yet, such as a database just coming up.
  await starting.then(undefined, () => undefined)
  await endAll()
})
starting.catch(async (error) => {
  await endAll()
  console.error(`Parley did not start. ${explain(error)}`)
  process.exit(1)
})

async function start(): Promise<void> {
  const env = readEnv()
  const log = createLog(env.LOG_LEVEL)
  const dataDir = resolve(env.DATA_DIR)
  const secrets = await openSecrets(dataDir, env)
  if (env.DATABASE_URL && !env.AUTH_SECRET)
    log.warn(
      `AUTH_SECRET is not set: the one in ${dataDir}/secrets.json is used. Every server of one database needs the same.`,
    )
  const server = createServer()
  // Before the database: a taken port is said at once, and nothing was touched.
  await listen(server, env)
  const database = await openDatabase(env, { dataDir, log })
  endings.push(database.release)
  const services = await createServices(env, { databaseUrl: database.url, secrets, log }).catch((cause) => {
    throw databaseFailure(env, cause)
  })
  Reflect.set(globalThis, Symbol.for('parley.services'), services)
  endings.push(services.close)
  const app = next({ dev: false, dir: process.cwd(), httpServer: server, hostname: env.HOST, port: portOf(server) })
  await app.prepare()
  const handle = app.getRequestHandler()
  const markConnection = connectionHeaders(env.TRUSTED_PROXIES)
  const sockets = acceptSockets(chatSockets(services), { markConnection, pingMs: env.SOCKET_PING_MS })
  const servesHot = createHotPath([sendMessage, streamChatMessage, sayInChat], services)
  endings.push(async () => {
    log.info('stopping: running turns are finished first')
    const closed = once(server, 'close')
    server.close()
    await Promise.all([services.drain(env.DRAIN_MS), sockets.drain(env.DRAIN_MS)])
    await lastResponses(server, closed)
  })
  server.removeAllListeners('request').removeAllListeners('upgrade')
  server.on('upgrade', sockets.upgrade)
  server.on('request', (request, response) => {
    markConnection(request)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'no-referrer')
    // The widget's frame says in its policy who may hold it (proxy.ts).
    if (!request.url?.startsWith('/embed/')) response.setHeader('x-frame-options', 'DENY')
    if (!servesHot(request, response)) void handle(request, response)
  })
  await services.startJobs()
  const localModel = await services.localModel()
  console.log(banner({ env, port: portOf(server), secrets, dataDir, modelName: services.modelName, localModel }))
}

async function listen(server: Server, { HOST, PORT }: Env): Promise<void> {
  server.requestTimeout = 60_000
  server.on('request', (_, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
    response.end('{"detail":"The server is starting.","code":"BUSY"}')
  })
  server.on('upgrade', (request, socket) => {
    if (!request.url?.startsWith('/_next/')) refuseUpgrade(socket, '503 Service Unavailable')
  })
  server.listen(PORT, HOST)
  await once(server, 'listening').catch((cause) => {
    throw sentenceFor(cause, {
      EADDRINUSE: `${HOST}:${PORT} is taken by another program. Stop it, or choose another port: PORT=${PORT + 1} npm start.`,
      EACCES: `This user may not open ${HOST}:${PORT}. Choose a port above 1023.`,
      EADDRNOTAVAIL: `${HOST} is no address of this machine. Set HOST to one that is.`,
      ENOTFOUND: `${HOST} is no address of this machine. Set HOST to one that is.`,
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** A stored turn still has its answer to send. Resolves when all are sent, or after a few seconds. */
async function lastResponses(server: Server, closed: Promise<unknown>): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), lastResponsesMs)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}

async function endAll(): Promise<void> {
  for (let end = endings.pop(); end; end = endings.pop())
    await end().catch((error) => console.error(`Parley did not stop cleanly. ${explain(error)}`))
}

function onSignal(stop: () => Promise<void>): void {
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      // Once more: at once. What ran is closed as failed by the next server's sweeper.
      if (isStopping) process.exit(1)
      isStopping = true
      void stop().then(() => process.exit(0))
    })
}

function databaseFailure({ DATABASE_URL }: Env, cause: unknown): unknown {
  const unreachable =
    'PostgreSQL does not answer at DATABASE_URL. Start it, or unset DATABASE_URL for the embedded one.'
  const full = 'The disk of the database is full. Free some space and start again; nothing was lost.'
  const stopped = 'The embedded PostgreSQL was stopped during the start. Start again.'
  if (!DATABASE_URL)
    return sentenceFor(cause, { 53100: full, ENOSPC: full, ECONNREFUSED: stopped, ENOENT: stopped, '57P01': stopped })
  return sentenceFor(cause, {
    53100: full,
    ECONNREFUSED: unreachable,
    ETIMEDOUT: unreachable,
    EHOSTUNREACH: unreachable,
    ENOENT: unreachable,
    ENOTFOUND: 'The host in DATABASE_URL is not known. Check its name.',
    EAI_AGAIN: 'The host in DATABASE_URL cannot be looked up. Check its name and the network.',
    '28P01': 'PostgreSQL refused the password in DATABASE_URL.',
    '28000': 'PostgreSQL refused the user in DATABASE_URL.',
    '3D000': 'The database named in DATABASE_URL does not exist. Create it first.',
    42501: 'The user in DATABASE_URL may not make tables. Give it CREATE on the database and its public schema.',
  })
}

/** The error as one sentence for an operator, where its code is among `sentences`; otherwise the error itself. */
function sentenceFor(cause: unknown, sentences: Readonly<Record<string, string>>): unknown {
  const sentence = cause instanceof Error && 'code' in cause ? sentences[String(cause.code)] : undefined
  return sentence ? new AppError('SERVER_ERROR', sentence, { cause }) : cause
}

/** One sentence for what an operator can mend; a stack for what only we can. */
function explain(error: unknown): string {
  if (isAppError(error)) return error.publicMessage
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
