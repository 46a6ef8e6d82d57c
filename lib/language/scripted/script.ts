import type { FormReading } from '@/lib/domain/form'
import type { Json } from '@/lib/domain/json'
import type { CallContext, ReplyRequest, UnderstandRequest, UnderstandResult } from '@/lib/domain/language'
import type { ToolCall } from '@/lib/domain/turn-event'

/** What one `reply` does, in this order: words, then tool calls, then its end. */
export type ScriptedReply = {
  /** Streamed in deltas of `Script.deltaLength`. */
  text?: string
  /** Streamed as they stand, instead of `text`. */
  deltas?: readonly string[]
  toolCalls?: readonly ToolCall[]
  source?: 'model' | 'fallback'
  cutShort?: boolean
  /** Thrown after the words. */
  fails?: Error
  /** Says nothing more after the words, until the signal aborts. */
  hangs?: boolean
}

/** Where `when` matches what the visitor said. `variables` look at all they said, latest first; intents at what is new. */
export type UnderstandRule = {
  when: RegExp
  variables?: Readonly<Record<string, Json | ((match: RegExpMatchArray) => Json)>>
  /** Scores in 0–1 by intent id, own and global alike. */
  intents?: Readonly<Record<string, number>>
  /**
   * What it does in a form, by what is new; values by field id. Without a rule that fits, a message is the answer to the
   * field asked, and "yes" or "no" one to a confirmation.
   */
  form?: Partial<Omit<FormReading, 'values'>> & { values?: Readonly<Record<string, Json>>; confidence?: number }
}

/** The first row whose `when` matches the visitor's last message answers. */
export type ReplyRule = { when: RegExp; says: string | ScriptedReply }

export type Script = {
  modelName?: string
  /** Code points of one text-delta; by default a text is one delta. */
  deltaLength?: number
  /** `number`: calls of this kind so far, this one included. */
  reply?: readonly ReplyRule[] | ((request: ReplyRequest, number: number) => string | ScriptedReply)
  understand?:
    | readonly UnderstandRule[]
    | ((request: UnderstandRequest, call: CallContext, number: number) => UnderstandResult)
  /** How the words of a form are phrased; by default they are said as they stand, without a call. */
  phrase?: (words: string, request: ReplyRequest) => string | ScriptedReply
  /** By default a vector of three dimensions that depends on the text alone. */
  embed?: (text: string) => readonly number[]
}
