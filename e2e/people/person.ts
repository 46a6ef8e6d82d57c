import type { JsonObject } from '@/lib/domain/json'

/** One message of a person, and what they must meet then. */
export type Line = {
  says: string
  /** The `field_id` of the reply; null: the form is over. */
  asks: string | null
  /** What of `field_parsed_answers` must be so by then; null: still unanswered. */
  holds?: JsonObject
  hears?: RegExp
  /** What no client may send: it is turned away, and nothing has happened. */
  isRefused?: true
}

/** `reload`: the page is opened again by its link. `restart`: the server is, too. */
export type Step = Line | 'reload' | 'restart'

export type Person = {
  manner: string
  first: string
  steps: readonly Step[]
  /** `field_parsed_answers` at the end, whole. */
  answers: JsonObject
  /** Null: the person leaves before the end. */
  finishes: boolean
  /** What was corrected, as the log must tell it: the old value and the new one. */
  corrections?: readonly { field: string; old: unknown; value: unknown }[]
  /** How often a field was asked, where side questions and the like must not have counted. */
  asked?: Readonly<Record<string, number>>
}
