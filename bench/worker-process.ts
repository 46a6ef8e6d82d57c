// A TypeScript entry of this folder as a process of its own, asked over its channel.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'

export type WorkerProcess = {
  pid: number
  /** One question at a time. Rejects where the process fails or ends. */
  ask(question: object): Promise<unknown>
  stop(): Promise<void>
}

const reply = z.union([z.object({ answer: z.unknown() }), z.object({ failure: z.string() })])

export function startWorker(entry: string): WorkerProcess {
  const child = fork('scripts/run.mjs', [entry], { env: { ...process.env, NODE_ENV: 'production' } })
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`${entry} ended with ${code ?? signal}`)))
  })
  ended.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    async ask(question) {
      const answered = once(child, 'message')
      child.send(question)
      const [message] = await Promise.race([answered, ended])
      const read = reply.parse(message)
      if ('failure' in read) throw new Error(read.failure)
      return read.answer
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

/** The other end: answers each message until the parent lets go, then closes. */
export function answerParent(answer: (question: unknown) => Promise<object>, close: () => Promise<void>): void {
  process.on('message', (question) => {
    answer(question).then(
      (found) => process.send?.({ answer: found }),
      (error: unknown) => process.send?.({ failure: error instanceof Error ? error.stack : String(error) }),
    )
  })
  process.once('disconnect', () => void close().then(() => process.exit()))
}
