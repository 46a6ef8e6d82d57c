// Contract 4's client, as light as can be: it shares the machine with what it measures.
import { once } from 'node:events'
import WebSocket from 'ws'
import { type Load, loadMessage, nowMicros, readStamp, word } from '../streams/load'
import type { Heard } from '../streams/stream-client'

export type SocketClient = {
  /** Says something and hears the answer to its end. */
  read(load: Load): Promise<Heard>
  close(): Promise<void>
}

/** Something that its chatbot's document may answer: the load stands before it. */
const question = 'What is written about rings and other metal?'

/** Resolves once the server has said who is there. */
export async function openSocket(url: string): Promise<SocketClient> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  let hear: (frame: string) => void = () => undefined
  let fail: (error: Error) => void = () => undefined
  socket.on('message', (data) => hear(String(data)))
  socket.on('close', (code) => fail(new Error(`the server closed with ${code}`)))
  const greeted = new Promise<void>((done, failed) => {
    fail = failed
    hear = (frame) => (frame.includes('"session_info"') ? done() : failed(new Error(frame)))
  })
  await once(socket, 'open')
  await greeted
  return {
    read(load) {
      return new Promise((done, failed) => {
        let first: Omit<Heard, 'tokens'> | null = null
        const sentAt = nowMicros()
        fail = failed
        hear = (frame) => {
          if (frame.startsWith('{"type":"response_chunk"')) first ??= firstOf(frame, sentAt)
          else if (frame.startsWith('{"type":"error"')) failed(new Error(frame))
          else if (frame.startsWith('{"type":"response_complete"') && first) done({ ...first, tokens: tokensIn(frame) })
        }
        socket.send(JSON.stringify({ message: `${loadMessage(load)} ${question}`, message_type: 'text' }))
      })
    },
    async close() {
      fail = () => undefined
      const closed = once(socket, 'close')
      socket.close()
      await closed
    },
  }
}

function firstOf(frame: string, sentAt: number): Omit<Heard, 'tokens'> {
  const now = nowMicros()
  const { askedAt, saidAt } = readStamp(frame.slice('{"type":"response_chunk","chunk":"'.length))
  const beforeModelMs = (askedAt - sentAt) / 1000
  const afterModelMs = (now - saidAt) / 1000
  return { addedMs: beforeModelMs + afterModelMs, beforeModelMs, afterModelMs }
}

function tokensIn(frame: string): number {
  const whole: string = JSON.parse(frame).full_response
  return 1 + (whole.length - whole.indexOf(' ') - 1) / word.length
}
