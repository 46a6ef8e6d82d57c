// What a message does in a form, and what the form says and asks then. Pure.
import { isDeepStrictEqual } from 'node:util'
import { newForm } from '@/lib/domain/apply-form-change'
import {
  type FieldReading,
  type FormAct,
  type FormChange,
  type FormField,
  type FormReading,
  type FormState,
  reviewField,
} from '@/lib/domain/form'
import type { JsonObject } from '@/lib/domain/json'
import type { CollectNode } from '@/lib/domain/workflow'
import { answerAside, type Knowledge } from './answer-aside'
import { ask, askAgain, askConfirmation, askNext } from './ask-field'
import { checkAnswer, type Moment } from './check-answer'
import { FormDraft, type FormSay } from './form-draft'
import { back, skip } from './leave-field'
import { answerFor, retry } from './retry-field'
import { accept, type Taken, takeValues } from './take-values'

export type FieldContext = {
  node: CollectNode
  /** Of this node; null: it was never asked. */
  form: FormState | null
  variables: JsonObject
  /** What the message does; null: there is none, or nobody has read it. */
  reading: FormReading | null
  text: string | null
  messageId: string | null
  /** What is known beforehand, by the fields' `prefill`. */
  prefill: JsonObject | null
  moment: Moment
  /** The node was entered in this turn. */
  isEntering: boolean
  /** The node has a way out for those who give up. */
  canCancel: boolean
  knowledge: Knowledge
}

export type FormMove = {
  changes: readonly FormChange[]
  say: readonly FormSay[]
  /** What decided, in a few words. */
  why: string | null
  /** What has to be looked up before this move can be made; then it is planned again. */
  search: string | null
}

export function planField(context: FieldContext): FormMove {
  const { node, form, variables, reading } = context
  const draft = new FormDraft(node, form ?? newForm(node.id), variables)
  if (!form) begin(draft, context)
  else if (form.outcome !== null) draft.change({ kind: 'restarted' })
  else if (context.isEntering && form.isPaused) draft.change({ kind: 'resumed' })
  if (context.isEntering || draft.form.asking === null) enter(draft, context)
  else if (reading) hear(draft, reading, context)
  else askAgain(draft)
  const { changes, say, why, search } = draft
  return { changes, say, why, search }
}

// Answers that are there already stay where they fit their field; then what is known beforehand.
function begin(draft: FormDraft, { prefill, moment }: FieldContext): void {
  for (const field of draft.node.fields) {
    const before = draft.value(field)
    if (before !== null && checkAnswer(field, before, moment) !== null) draft.clear(field, null)
    const known =
      field.prefill !== null && prefill && Object.hasOwn(prefill, field.prefill) ? prefill[field.prefill] : null
    if (known === null || known === undefined || draft.value(field) !== null) continue
    if (checkAnswer(field, known, moment) === null) answerFor(draft, field, known, 'prefill')
  }
}

// Of what was said on the way here only values count; what was asked for before and is there by now is not asked again.
function enter(draft: FormDraft, context: FieldContext): FormDraft {
  const { reading } = context
  if (reading) judgeUnneeded(draft, reading)
  const { toConfirm } = take(draft, reading?.values ?? [], context)
  if (toConfirm) return askConfirmation(draft, toConfirm.field, toConfirm.value)
  const asked = draft.field(draft.form.asking)
  return asked && draft.value(asked) !== null ? askNext(draft) : askAgain(draft)
}

function judgeUnneeded(draft: FormDraft, { unneeded }: FormReading): void {
  if (unneeded && !isDeepStrictEqual(unneeded, draft.form.unneeded))
    draft.change({ kind: 'unneeded', fields: unneeded })
}

function hear(draft: FormDraft, reading: FormReading, context: FieldContext): FormDraft {
  judgeUnneeded(draft, reading)
  if (draft.form.isPaused) {
    if (staysPaused(reading)) return stayPaused(draft, reading, context)
    draft.change({ kind: 'resumed' })
  }
  const act = reading.question && reading.act === 'unclear' ? 'question' : reading.act
  // An answer alone says nothing about why the next question comes.
  if (act !== 'answer') draft.why = act
  return acts[act](draft, reading, context)
}

type Act = (draft: FormDraft, reading: FormReading, context: FieldContext) => FormDraft

const acts: Record<FormAct, Act> = {
  answer: answered,
  question(draft, reading, context) {
    if (reading.values.length > 0) return answered(draft, reading, context)
    answerAside(draft, reading, context.text, context.knowledge)
    return askAgain(draft)
  },
  skip(draft, reading, context) {
    const others = reading.values.filter(({ field }) => field !== (reading.about ?? draft.form.asking))
    take(draft, others, context)
    return skip(draft, reading)
  },
  back,
  repeat: askAgain,
  show(draft) {
    if (draft.form.asking !== reviewField) draft.tell({ kind: 'shown', answers: draft.given() })
    return askAgain(draft)
  },
  cancel(draft, _, { canCancel }) {
    if (canCancel) return draft.change({ kind: 'ended', outcome: 'cancelled' })
    return draft.change({ kind: 'paused' }).tell({ kind: 'paused' })
  },
  restart(draft) {
    for (const { field } of draft.given()) draft.clear(field, null)
    draft.change({ kind: 'restarted' })
    draft.tell({ kind: 'started-over' })
    return askNext(draft)
  },
  resume: askAgain,
  yes: confirmed,
  no: denied,
  unclear,
}

function answered(draft: FormDraft, reading: FormReading, context: FieldContext): FormDraft {
  if (reading.values.length === 0) return unclear(draft, reading, context)
  const taken = take(draft, reading.values, context)
  if (reading.question) answerAside(draft, reading, context.text, context.knowledge)
  return afterValues(draft, taken)
}

function take(draft: FormDraft, values: readonly FieldReading[], { moment, messageId }: FieldContext): Taken {
  return takeValues(draft, values, moment, messageId)
}

function afterValues(draft: FormDraft, taken: Taken): FormDraft {
  const { toConfirm, problem, isAnswered, isUsed } = taken
  const asked = draft.field(draft.form.asking)
  if (problem !== null && asked) return retry(draft, asked, problem)
  if (toConfirm) return askConfirmation(draft, toConfirm.field, toConfirm.value)
  if (isAnswered || (draft.form.asking === reviewField && isUsed)) return askNext(draft)
  if (isUsed || !asked) return askAgain(draft)
  return retry(draft, asked, null)
}

function confirmed(draft: FormDraft, reading: FormReading, context: FieldContext): FormDraft {
  const { asking, confirming } = draft.form
  const waiting = draft.field(confirming?.field)
  if (confirming && waiting) {
    const old = draft.value(waiting)
    const { value } = confirming
    accept(draft, waiting, {
      ...{ value, raw: context.text, messageId: context.messageId, method: 'confirmed', confidence: 1 },
    })
    if (old !== null) draft.tell({ kind: 'corrected', fields: [{ field: waiting, value }] })
    const others = reading.values.filter(({ field }) => field !== waiting.id)
    const { toConfirm } = take(draft, others, context)
    return toConfirm ? askConfirmation(draft, toConfirm.field, toConfirm.value) : askNext(draft)
  }
  if (reading.values.length > 0) return answered(draft, reading, context)
  if (asking === reviewField) return draft.change({ kind: 'ended', outcome: 'complete' })
  const field = draft.field(asking)
  if (field?.type === 'yes_no') return answered(draft, withValue(reading, field, true), context)
  if (field && draft.value(field) !== null) return askNext(draft)
  // "Anything else?" "Yes." The question stands, and no attempt is used up.
  if (field && !field.required && (field.type === 'text' || field.type === 'long_text'))
    return draft.tell({ kind: 'go-ahead' })
  return unclear(draft, reading, context)
}

function denied(draft: FormDraft, reading: FormReading, context: FieldContext): FormDraft {
  if (reading.values.length > 0) return answered(draft, reading, context)
  const { asking, confirming } = draft.form
  const waiting = draft.field(confirming?.field)
  if (waiting) return retry(draft, waiting)
  const about = draft.field(reading.about)
  if (asking === reviewField) {
    if (about) return ask(draft, about, false)
    return draft.change({ kind: 'asked', field: reviewField, counts: false }).tell({ kind: 'what-to-change' })
  }
  const field = draft.field(asking)
  if (field?.type === 'yes_no') return answered(draft, withValue(reading, field, false), context)
  if (field && draft.value(field) !== null) return askAgain(draft)
  if (field && !field.required) return skip(draft, reading)
  return unclear(draft, reading, context)
}

function withValue(reading: FormReading, field: FormField, value: boolean): FormReading {
  const found = { value, raw: null, messageId: null, method: 'yes_no', confidence: 1, problem: null }
  return { ...reading, values: [{ field: field.id, ...found }] }
}

function unclear(draft: FormDraft, reading: FormReading, _: FieldContext): FormDraft {
  const about = draft.field(reading.about)
  const { asking, confirming } = draft.form
  const isInReview = asking === reviewField
  if (about && about.id !== asking && (isInReview || draft.value(about) !== null)) return ask(draft, about, false)
  if (isInReview) return askAgain(draft.tell({ kind: 'retry', problem: 'I did not understand that.' }))
  const field = draft.field(confirming?.field ?? asking)
  return field ? retry(draft, field, null) : askNext(draft)
}

function staysPaused({ act, values }: FormReading): boolean {
  return values.length === 0 && (act === 'cancel' || act === 'no' || act === 'unclear' || act === 'question')
}

function stayPaused(draft: FormDraft, reading: FormReading, { text, knowledge }: FieldContext): FormDraft {
  if (reading.act === 'question' || reading.question) answerAside(draft, reading, text, knowledge)
  return draft.tell({ kind: 'still-paused' })
}
