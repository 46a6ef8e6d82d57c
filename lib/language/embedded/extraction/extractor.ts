import type { Json } from '@/lib/domain/json'

export type ExtractionContext = {
  /** True where the agent had just asked for this value: bare answers count. */
  asked: boolean
  /** Milliseconds since the epoch; relative dates count from it. */
  now: number
  timeZone: string
  /** ISO 3166 alpha-2. */
  country: string
  /** Telling words of the variable's name, lower-case: `has_pacemaker` gives `pacemaker`. */
  subject: readonly string[]
  /** True where the value lies in the past, as a date of birth does. */
  past: boolean
}

/** `raw`: the visitor's own words. `confidence`: 0–1. */
export type Found = { value: Json; raw: string; confidence: number }

/** Reads one value out of at most 2,000 characters, or null: nothing is made up. Throws nothing; bounded in time. */
export type Extractor = (text: string, context: ExtractionContext) => Found | null
