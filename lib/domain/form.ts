// Forms: what a `collect` node asks, and the state that its answers fold into. Answers are the conversation's variables, one
// a field, under the field's id.
import type { Json } from './json'

export const fieldTypes = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'time',
  'date_time',
  'email',
  'phone',
  'url',
  'postal_code',
  'yes_no',
  'choice',
  'choices',
  'rating',
  'name',
  'address',
] as const

export type FieldType = (typeof fieldTypes)[number]

export type FormField = {
  /** Also the name of the variable that keeps its answer. */
  id: string
  type: FieldType
  /** What it is called in a summary or a correction: "Email". */
  label: string
  /** A template, as are `help` and `why`. */
  question: string
  help: string | null
  /** Why it is asked. */
  why: string | null
  required: boolean
  /** Of `choice` and `choices`. */
  choices: readonly Choice[]
  validation: FieldValidation
  /** Ask whether it was understood rightly: `unsure` where the reading has little confidence. */
  confirm: 'never' | 'unsure' | 'always'
  /** Times it is asked where no answer could be used. */
  attempts: number
  /** What happens then; `end` ends the form with what was given so far. */
  whenUsedUp: { kind: 'skip' } | { kind: 'default'; value: Json } | { kind: 'end' }
  /** Null: always asked. */
  condition: FieldCondition | null
  /** The key of the conversation's metadata that answers it beforehand. */
  prefill: string | null
  /** Masked in lists and logs. */
  sensitive: boolean
  /** ISO 3166 alpha-2, of phones, postal codes and addresses; null: the form's. */
  country: string | null
  /** ISO 4217, of money. */
  currency: string | null
  /** How to read an answer, in the author's words; for a model. */
  parsingHint: string | null
}

export type Choice = { value: string; label: string; synonyms: readonly string[] }

export type FieldValidation = {
  /** A number, or a date or time as its value is written. Of a rating: its scale, 1 to 5 where it says none. */
  min: number | string | null
  max: number | string | null
  /** Code points; of `choices`, how many. */
  minLength: number | null
  maxLength: number | null
  /** A regular expression that the whole text has to fit. */
  pattern: string | null
  /** Of `yes_no`: the only answer that is taken, as of a consent. Absent: either. */
  mustBe?: boolean
  /** Said where the answer does not fit; null: the engine says what is wrong. */
  message: string | null
  /** A rule in the author's words; judged by a model, unjudged without one. */
  rule: string | null
}

/** When a field is asked. `words`: in the author's words; judged by a model, holds without one. */
export type FieldCondition =
  | { kind: 'answered'; field: string }
  /** Text comparison in any case of letters, as `variable_equals`; one of a list's values is enough. */
  | { kind: 'equals'; field: string; value: string }
  | { kind: 'compare'; field: string; operator: '<' | '<=' | '>' | '>=' | '!='; value: number | string }
  | { kind: 'not'; of: FieldCondition }
  | { kind: 'all' | 'any'; of: readonly FieldCondition[] }
  | { kind: 'words'; text: string }

/** The field that the last confirmation is asked as. */
export const reviewField = '_review'

/** Where a `collect` node stands. */
export type FormState = {
  nodeId: string
  /** The field asked last, or `reviewField`; null before the first question and once it has ended. */
  asking: string | null
  /** How often each field was asked; a repetition after a side question, a correction or "repeat" does not count. */
  asked: Readonly<Record<string, number>>
  /** A value that waits for a yes. */
  confirming: { field: string; value: Json } | null
  /** Passed over: by the visitor, or with its attempts used up. */
  skipped: readonly string[]
  /** Fields whose condition in words does not hold, as far as a model has judged. */
  unneeded: readonly string[]
  /** Fields in the order they were asked: what "back" goes back along. */
  order: readonly string[]
  /** The visitor has stopped and may come back. */
  isPaused: boolean
  outcome: FormOutcome | null
}

/** used-up: a field's attempts were used up and it says `end`. */
export type FormOutcome = 'complete' | 'cancelled' | 'used-up'

/** One change of a form's state, with where it came from. */
export type FormChange =
  | {
      kind: 'answered'
      field: string
      value: Json
      /** What it was before; null: nothing. */
      old: Json | null
      by: 'visitor' | 'prefill' | 'default'
      /** The words it was read from. */
      raw: string | null
      messageId: string | null
      method: string
      confidence: number | null
      /** Its values are for those whose form it is; absent: no. */
      isSensitive?: true
    }
  /** `because`: the field whose new value made it void; null: it was void by itself, or all start over. */
  | { kind: 'cleared'; field: string; old: Json | null; because: string | null; isSensitive?: true }
  | { kind: 'skipped'; field: string; by: 'visitor' | 'attempts' }
  /** `counts`: it is one more of the field's attempts. */
  | { kind: 'asked'; field: string; counts: boolean }
  | { kind: 'confirming'; field: string; value: Json; isSensitive?: true }
  | { kind: 'unneeded'; fields: readonly string[] }
  | { kind: 'paused' }
  | { kind: 'resumed' }
  | { kind: 'restarted' }
  | { kind: 'ended'; outcome: FormOutcome }

/** What a form asks of `understand`. */
export type FormQuestion = {
  /** All fields of the node. */
  fields: readonly FormField[]
  /** Null where nothing was asked yet. */
  asking: string | null
  confirming: { field: string; value: Json } | null
  isPaused: boolean
  /** The field that the page's input answers, where it has said so: the whole message is meant for it. */
  directField: string | null
}

export const formActs = [
  'answer',
  'question',
  'skip',
  'back',
  'repeat',
  'show',
  'cancel',
  'restart',
  'resume',
  'yes',
  'no',
  'unclear',
] as const

/**
 * What a message does in a form. `answer`: it gives values (also with a side question beside them) · `question`: it asks back ·
 * `yes`, `no`: to a confirmation or the review · `resume`: go on after a stop · `unclear`: none of them can be read in it.
 */
export type FormAct = (typeof formActs)[number]

export type FormReading = {
  act: FormAct
  /** At most one a field, in the form of the field's type (see `FormValue` in the guide): also of fields that were answered before. */
  values: readonly FieldReading[]
  /** A side question in words that stand alone; null: none. */
  question: string | null
  /** The field that the act is about where it is not the one asked: "skip the phone", "what is the postal code for?". */
  about: string | null
  /** Fields whose condition in words does not hold; null: not judged. */
  unneeded: readonly string[] | null
}

export type FieldReading = {
  field: string
  value: Json
  raw: string | null
  messageId: string | null
  method: string
  confidence: number | null
  /** A problem that only a model sees: `validation.rule` is broken. Null: none. */
  problem: string | null
  /** Set by the engine: its value is for those whose form it is. */
  isSensitive?: true
}
