import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ParleyServer } from '../parley-server'

/** In bytes: what the process holds of the machine, and what of it is JavaScript's. */
export type Memory = { resident: number; heap: number }

export type ServerMemory = {
  /** After everything that can be collected has been. */
  read(): Promise<Memory>
}

const collections = 4
const answer = z.object({ id: z.int(), result: z.object({ usedSize: z.number().optional() }) })

/** Asks through the server's debugger port, which is opened for each reading only. */
export function openMemory({ pid, debuggerUrl }: ParleyServer): ServerMemory {
  return {
    async read() {
      if (!debuggerUrl) throw new Error('the server listens for no debugger')
      const socket = new WebSocket(debuggerUrl)
      await heard(socket, 'open')
      for (let done = 0; done < collections; done += 1) {
        await ask(socket, 'HeapProfiler.collectGarbage')
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
      const heap = (await ask(socket, 'Runtime.getHeapUsage')).usedSize ?? 0
      const memory = { resident: residentOf(pid), heap }
      const closed = heard(socket, 'close')
      socket.close()
      await closed
      return memory
    },
  }
}

function residentOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) * 1024
}

async function ask(socket: WebSocket, method: string): Promise<{ usedSize?: number | undefined }> {
  const told = heard(socket, 'message')
  socket.send(JSON.stringify({ id: 1, method }))
  return answer.parse(JSON.parse(String(await told))).result
}

function heard(socket: WebSocket, what: 'open' | 'message' | 'close'): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const once = { once: true }
    socket.addEventListener(what, (event) => resolve('data' in event ? event.data : null), once)
    socket.addEventListener('error', () => reject(new Error('the debugger port failed')), once)
  })
}
