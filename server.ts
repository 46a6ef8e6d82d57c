// The process: settings, secrets, database, services, Next, and an orderly end.
import { createServer, type Server } from 'node:http'
import { resolve } from 'node:path'
import next from 'next'
import { banner } from '@/lib/banner'
import { isAppError } from '@/lib/domain/errors'
import { readEnv } from '@/lib/env'
import { connectionHeaders } from '@/lib/http/connection-headers'
import { createLog } from '@/lib/log'
import { openDatabase } from '@/lib/open-database'
import { openSecrets } from '@/lib/secrets'
import { createServices } from '@/lib/services'

async function main(): Promise<void> {
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
  try {
    const services = await createServices(env, { databaseUrl: database.url, secrets, log })
    Reflect.set(globalThis, Symbol.for('parley.services'), services)
    const app = next({ dev: false, dir: process.cwd(), httpServer: server, hostname: env.HOST, port: portOf(server) })
    await app.prepare()
    const handle = app.getRequestHandler()
    const markConnection = connectionHeaders(env.TRUSTED_PROXIES)
    server.removeAllListeners('request')
    server.on('request', (request, response) => {
      markConnection(request)
      response.setHeader('x-content-type-options', 'nosniff')
      response.setHeader('referrer-policy', 'no-referrer')
      void handle(request, response)
    })
    await services.startJobs()
    const stop = async () => {
      log.info('stopping: running turns are finished first')
      server.close()
      server.closeIdleConnections()
      await services.drain(env.DRAIN_MS)
      server.closeAllConnections()
      await services.close()
      await database.release()
    }
    onSignal(stop)
    console.log(banner({ env, port: portOf(server), secrets, dataDir, modelName: services.modelName }))
  } catch (error) {
    await database.release()
    throw error
  }
}

async function listen(server: Server, { HOST, PORT }: { HOST: string; PORT: number }): Promise<void> {
  server.requestTimeout = 60_000
  server.on('request', (_, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' })
    response.end('{"detail":"The server is starting.","code":"BUSY"}')
  })
  server.on('upgrade', (request, socket) => {
    if (!request.url?.startsWith('/_next/')) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
  })
  await new Promise<void>((listening, fail) => {
    server.once('error', fail)
    server.listen(PORT, HOST, () => listening())
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function onSignal(stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Once more: at once. What ran is closed as failed by the next server's sweeper.
      if (stopping) process.exit(1)
      stopping = true
      stop().then(
        () => process.exit(0),
        (error) => {
          console.error(String(error))
          process.exit(1)
        },
      )
    })
  }
}

/** One sentence for what an operator can mend; a stack for what only we can. */
function explain(error: unknown): string {
  if (isAppError(error)) return error.publicMessage
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const address = `${process.env.HOST ?? '127.0.0.1'}:${process.env.PORT ?? '3000'}`
  const known: Readonly<Record<string, string>> = {
    EADDRINUSE: `${address} is taken by another program. Stop it, or choose another port: PORT=3001 npm start.`,
    EACCES: `This user may not use ${address} or the data folder. Choose a port above 1023 and a DATA_DIR it may write.`,
    EADDRNOTAVAIL: `${address} is no address of this machine. Set HOST to one that is.`,
    ENOSPC: 'The disk is full. Free some space and start again; nothing was lost.',
    ECONNREFUSED: 'PostgreSQL does not answer at DATABASE_URL. Start it, or unset DATABASE_URL for the embedded one.',
    ENOTFOUND: 'The host in DATABASE_URL is not known. Check its name.',
    '28P01': 'PostgreSQL refused the password in DATABASE_URL.',
    '3D000': 'The database named in DATABASE_URL does not exist. Create it first.',
    '53100': 'The disk of the database is full. Free some space and start again; nothing was lost.',
  }
  return known[code] ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))
}

main().catch((error) => {
  console.error(`Parley did not start. ${explain(error)}`)
  process.exit(1)
})
