// What is made of a conversation once it has ended (contract 6, post-conversation analysis).
import type { Json } from './json'
import type { ConversationStatus, EndReason, ModelCall } from './turn-event'
import type { AnalysisConfig } from './workflow'

export const sentiments = ['positive', 'neutral', 'negative', 'mixed'] as const

export type Sentiment = (typeof sentiments)[number]

/** The parts that every analysis has; null where nothing could be said: `missing` tells why. */
export type Analysis = {
  sentiment: Sentiment | null
  /** −1…1 */
  sentimentScore: number | null
  summary: string | null
  callSuccessful: boolean | null
  /** 0…1 */
  successConfidence: number | null
  keywordsDetected: readonly string[]
  topicsDiscussed: readonly string[] | null
  /** To the author's own questions, by name. */
  answers: Readonly<Record<string, Json>>
  /** The model that made it; null: none did. */
  model: string | null
  /** Why a part is null, by the part's name on the wire. */
  missing: Readonly<Record<string, string>>
}

export type AnalysisRequest = {
  agentName: string
  config: AnalysisConfig
  /** Oldest first. */
  transcript: readonly { speaker: 'visitor' | 'agent'; text: string }[]
  status: ConversationStatus
  endReason: EndReason | null
  /** Variables that were to be found and were not. */
  unanswered: readonly string[]
}

/** Throws AppError MODEL_UNAVAILABLE, TIMEOUT where a model is asked and does not answer. */
export type AnalysisMaker = (
  request: AnalysisRequest,
  call: {
    tenantId: string
    now: number
    signal: AbortSignal
    /** Told of every call of a model, failed ones too. */
    report(call: ModelCall): void
  },
) => Promise<Analysis>
