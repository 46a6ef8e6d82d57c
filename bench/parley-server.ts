// The built server as a process of its own, and requests signed for it.
import { spawn } from 'node:child_process'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Pool } from 'undici'

const apiKey = randomBytes(24).toString('base64url')

export type ParleyServer = {
  url: string
  pid: number
  /** Where NODE_OPTIONS has it listen for a debugger; otherwise null. */
  debuggerUrl: string | null
  stop(): Promise<void>
}

/** Resolves when it serves. Rejects with what it printed where it ends before that. */
export async function startParley(settings: Record<string, string>): Promise<ParleyServer> {
  const secrets = { ADMIN_API_KEY: apiKey, AUTH_SECRET: randomBytes(32).toString('base64url') }
  const given = { LANGUAGE: 'scripted', LOG_LEVEL: 'warn', SEED_DEMO: 'false', PORT: '0', HOST: '127.0.0.1' }
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: process.env.HOME, ...given, ...secrets, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const url = await new Promise<string>((ready, fail) => {
    const look = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const found = /address +(http:\S+)/.exec(output)?.[1]
      if (found) ready(found)
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}:\n${output}`)))
  })
  return {
    url,
    pid: child.pid ?? 0,
    debuggerUrl: /Debugger listening on (ws:\S+)/.exec(output)?.[1] ?? null,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

export type Client = {
  /** Posts JSON, signed as contract 1 wants it. Rejects for every answer that is no success. */
  post(path: string, body: object): Promise<unknown>
  close(): Promise<void>
}

/** Keeps its connections alive. */
export function createClient(url: string, connections: number): Client {
  const pool = new Pool(url, { connections, pipelining: 1 })
  return {
    async post(path, body) {
      const text = JSON.stringify(body)
      const headers = { 'content-type': 'application/json', ...signature(path, text) }
      const answer = await pool.request({ method: 'POST', path, body: text, headers })
      if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${await answer.body.text()}`)
      return answer.body.json()
    },
    close: () => pool.destroy(),
  }
}

function signature(path: string, body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const signed = createHmac('sha256', apiKey).update(`${timestamp}POST${path}${bodyHash}`).digest('hex')
  return { 'x-timestamp': timestamp, 'x-signature': signed }
}
