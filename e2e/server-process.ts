// The built server as a process of its own, on a port of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
export const apiKey = 'a-platform-key-for-tests'

export type RunningServer = {
  url: string
  pid: number
  /** Everything it has printed. */
  output(): string
  /** Resolves once it has printed this; rejects where it ends before that. */
  printed(pattern: RegExp): Promise<void>
  /** Resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
  exited: Promise<number | null>
}

export const demo = {
  tenant_id: '6bc1814c-5705-5b6e-af99-104b91962282',
  agent_id: 'a1b2c3d4-e5f6-4890-abcd-ef1234567890',
}

/** Starts it and waits until it is ready. Rejects with what it printed where it ends before that. */
export async function startServer(env: Record<string, string>): Promise<RunningServer> {
  const child = launch({ PORT: '0', LANGUAGE: 'scripted', ...env })
  const { output, exited, printed } = watch(child)
  await printed(/address +http:\S+\s/)
  const url = /address +(http:\S+)/.exec(output())?.[1] ?? ''
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return exited
  }
  return { url, pid: child.pid ?? 0, output, printed, stop, exited }
}

/** For a start that is meant to fail: its exit code and what it printed. `uid`: the user it runs as, by default ours. */
export async function failToStart(
  env: Record<string, string>,
  uid?: number,
): Promise<{ code: number | null; output: string }> {
  const child = launch(env, uid)
  const { output, exited } = watch(child)
  return { code: await exited, output: output() }
}

function launch(env: Record<string, string>, uid?: number): ChildProcess {
  const { PATH = '', HOME = '' } = process.env
  const secrets = { AUTH_SECRET: 'a-root-secret-for-tests-of-32-characters', ADMIN_API_KEY: apiKey }
  return spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    env: { PATH, HOME, NODE_ENV: 'production', ...secrets, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
}

function watch(child: ChildProcess): Pick<RunningServer, 'output' | 'printed' | 'exited'> {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
  const exited = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  const printed = (pattern: RegExp) =>
    new Promise<void>((found, fail) => {
      const look = () => pattern.test(text) && found()
      look()
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', look)
      void exited.then((code) => fail(new Error(`the server ended with ${code}:\n${text}`)))
    })
  return { output: () => text, printed, exited }
}

/** Contract 1's headers, made without the code under test. */
export function signed(method: string, path: string, text = '', key = apiKey): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const bodyHash = createHash('sha256').update(text).digest('hex')
  const signature = createHmac('sha256', key).update(`${timestamp}${method}${path}${bodyHash}`).digest('hex')
  return { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature }
}

/** A signed request to a running server. Rejects where the connection breaks. */
export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const text = body === undefined ? '' : JSON.stringify(body)
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: { ...signed(method, path, text), ...headers },
    ...(text ? { body: text } : {}),
  })
  return { status: response.status, body: JSON.parse((await response.text()) || 'null'), headers: response.headers }
}
