import { z } from 'zod'
import { createTextJoiner } from './clean-text'
import type { Usage } from './model-prices'
import { outage, type ProviderFailure, toFailure } from './provider-failure'
import { type AssembledCalls, createToolCallAssembler } from './tool-call-assembler'
import type { SilenceWatch } from './watch-silence'

const maxAnswerBytes = 256 * 1024

export type Answer = { called: AssembledCalls; cutShort: boolean }

const usageSchema = z
  .object({ prompt_tokens: z.number(), completion_tokens: z.number().optional() })
  .transform((usage): Usage => ({ inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens ?? 0 }))

// As loose as the servers are: role, finish_reason, usage, even choices may be missing.
const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            tool_calls: z
              .array(
                z.object({
                  index: z.number().nullish(),
                  id: z.string().nullish(),
                  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: usageSchema.nullish().catch(null),
})

type Chunk = z.infer<typeof chunkSchema>

export function readUsage(value: unknown): Usage | null {
  return usageSchema.safeParse(value).data ?? null
}

type Heard = { first(): void; usage(usage: Usage): void }

/**
 * Yields the words of a streamed answer, those that came together as one piece, at most 256 KB; returns its tool calls.
 * Throws ProviderFailure.
 */
export async function* readAnswer(
  batches: AsyncIterable<readonly Chunk[]>,
  heard: Heard,
): AsyncGenerator<string, Answer> {
  const joiner = createTextJoiner()
  const assembler = createToolCallAssembler(maxAnswerBytes)
  let bytesLeft = maxAnswerBytes
  let cutShort = false
  let usage: Usage | null = null
  try {
    for await (const chunks of batches) {
      let words = ''
      for (const chunk of chunks) {
        usage = chunk.usage ?? usage
        const choice = chunk.choices?.[0]
        if (choice?.finish_reason === 'length') cutShort = true
        for (const fragment of choice?.delta?.tool_calls ?? []) {
          heard.first()
          assembler.add(fragment)
        }
        words += choice?.delta?.content ?? ''
      }
      const text = joiner.push(words)
      if (text === '') continue
      heard.first()
      const bytes = Buffer.byteLength(text)
      if (bytes > bytesLeft) {
        const rest = startOf(text, bytesLeft)
        if (rest) yield rest
        return { called: assembler.finish(), cutShort: true }
      }
      bytesLeft -= bytes
      yield text
    }
    const rest = joiner.end()
    if (rest) yield rest
    return { called: assembler.finish(), cutShort }
  } finally {
    // Some servers repeat a running total in every chunk: only the last counts.
    if (usage) heard.usage(usage)
  }
}

function startOf(text: string, maxBytes: number): string {
  return new TextDecoder().decode(Buffer.from(text).subarray(0, maxBytes), { stream: true })
}

/**
 * The chunks of a stream, each list waited for at most `idleMs`. What fails, fails after the chunks before it. Throws
 * ProviderFailure, or the caller's reason when aborted.
 */
export async function* readChunks(
  stream: AsyncIterable<readonly unknown[]>,
  watch: SilenceWatch,
  idleMs: number,
): AsyncGenerator<readonly Chunk[]> {
  const iterator = stream[Symbol.asyncIterator]()
  let isOver = false
  try {
    for (;;) {
      const next = await iterator.next().catch((error: unknown) => {
        isOver = true
        throw cutOff(error, watch)
      })
      watch.heard()
      if (next.done) {
        isOver = true
        const silence = watch.verdict()
        if (silence) throw silence
        return
      }
      const chunks = knownChunks(next.value)
      if (chunks.length > 0) yield chunks
      if (chunks.length < next.value.length) throw outage('a chunk of the answer has an unknown shape')
      watch.listen(idleMs)
    }
  } finally {
    if (!isOver) await iterator.return?.()
  }
}

/** Those before the first whose shape is unknown. */
function knownChunks(values: readonly unknown[]): Chunk[] {
  const chunks: Chunk[] = []
  for (const value of values) {
    const chunk = chunkSchema.safeParse(value)
    if (!chunk.success) break
    chunks.push(chunk.data)
  }
  return chunks
}

// What the transport throws in the middle of a body has no common type: all of it means that the answer ended too early.
function cutOff(error: unknown, watch: SilenceWatch): ProviderFailure {
  return watch.verdict() ?? toFailure(error, 0) ?? outage('the answer was cut off')
}
