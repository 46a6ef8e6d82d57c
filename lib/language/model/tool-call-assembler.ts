import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { JsonObject } from '@/lib/domain/json'
import type { ToolCall } from '@/lib/domain/turn-event'
import { cleanJson, cleanText } from './clean-text'

export type ToolCallFragment = {
  index?: number | null | undefined
  id?: string | null | undefined
  function?: { name?: string | null | undefined; arguments?: string | null | undefined } | null | undefined
}

export type AssembledCalls = { kind: 'calls'; calls: readonly ToolCall[] } | { kind: 'invalid'; problem: string }

type Draft = { index: number | null; id: string; name: string; args: string }

const argumentsSchema = z.record(z.string(), z.json())

/** Puts the tool calls of a streamed answer together, also where a server leaves out index or id, or repeats the name. */
export function createToolCallAssembler(maxLength: number): {
  add(fragment: ToolCallFragment): void
  finish(): AssembledCalls
} {
  const drafts: Draft[] = []
  let length = 0

  const draftOf = ({ index, id }: ToolCallFragment): Draft => {
    const known = typeof index === 'number' ? drafts.findLast((draft) => draft.index === index) : drafts.at(-1)
    const isAnother = known && id && known.id && known.id !== id
    if (known && !isAnother) return known
    const draft = { index: index ?? null, id: '', name: '', args: '' }
    drafts.push(draft)
    return draft
  }

  return {
    add(fragment) {
      const draft = draftOf(fragment)
      draft.id ||= fragment.id ?? ''
      draft.name ||= fragment.function?.name ?? ''
      const piece = fragment.function?.arguments ?? ''
      length += piece.length
      if (length <= maxLength) draft.args += piece
    },
    finish() {
      if (length > maxLength) return { kind: 'invalid', problem: 'the arguments are too long' }
      const calls: ToolCall[] = []
      for (const { id, name, args } of drafts) {
        const parsed = parseArguments(args)
        if (name === '' || !parsed)
          return {
            kind: 'invalid',
            problem: name === '' ? 'a call names no tool' : 'the arguments are not a JSON object',
          }
        const isTaken = id === '' || calls.some((call) => call.id === id)
        calls.push({ id: isTaken ? `call_${randomUUID()}` : cleanText(id), name: cleanText(name), args: parsed })
      }
      return { kind: 'calls', calls }
    },
  }
}

// Many servers write no arguments at all for a tool that takes none.
function parseArguments(text: string): JsonObject | null {
  if (text.trim() === '') return {}
  try {
    const cleaned = cleanJson(argumentsSchema.parse(JSON.parse(text)))
    return argumentsSchema.parse(cleaned)
  } catch {
    return null
  }
}
