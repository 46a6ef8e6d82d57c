// A node that collects a form's answers: reads the message, lets the form move, and leaves when the form has ended. Pure.
import { applyFormChange, newForm } from '@/lib/domain/apply-form-change'
import type { FormReading, FormState } from '@/lib/domain/form'
import type { Json, JsonObject } from '@/lib/domain/json'
import type { CollectNode, Condition } from '@/lib/domain/workflow'
import { decideTransition, eligible } from './decide-transition'
import { formWords } from './form-words'
import { type FormMove, planField } from './plan-field'
import { type At, plan, takeWithinLimits } from './plan-move'
import { searchable } from './plan-search'
import type { Plan, Step } from './step'

export function planCollect(at: At<CollectNode>): Plan {
  const { workflow, state, turn, node } = at
  const form = state.form?.nodeId === node.id ? state.form : null
  const { entered, formMoved, form: reading = null } = turn.node
  if (formMoved) return form?.outcome ? leave(at, () => true, reading, settle) : plan(settle)
  if (!entered && form?.outcome) return leave(at, () => true, reading, settle)
  if (!entered && !turn.fresh) return leave(at, holdsInMidst, reading, settle)
  // What another form has taken as an answer is not read again here.
  const isHeard = turn.kind === 'input' && Boolean(turn.text?.trim()) && !turn.isAnswer
  if (isHeard && !reading) {
    const globalIntents = turn.fresh ? eligible(workflow, state) : []
    return plan({ kind: 'understand', variables: [], intentsOf: null, globalIntents, search: false, formOf: node })
  }
  const next = moveForm(at, form, isHeard ? reading : null)
  return turn.fresh ? leave(at, holdsInMidst, reading, next) : plan(next)
}

const settle: Step = { kind: 'settle' }

// A form that has not ended is left only for what an author has said of any moment.
function holdsInMidst({ kind }: Condition): boolean {
  return kind === 'timeout' || kind === 'contains' || kind === 'max-turns'
}

function leave(
  at: At<CollectNode>,
  isLookedAt: (condition: Condition) => boolean,
  reading: FormReading | null,
  otherwise: Step,
): Plan {
  const { workflow, state, turn, node } = at
  const transitions = node.transitions.filter(({ condition }) => isLookedAt(condition))
  const barred = reading && isMeant(reading) ? 'the message is meant for the form' : null
  const decision = decideTransition(workflow, { transitions }, state, turn, barred)
  if (decision.kind === 'ask') return plan(otherwise)
  const step = decision.kind === 'take' ? takeWithinLimits(at, decision.to, decision.condition) : otherwise
  return plan(step, decision.weighed)
}

function isMeant({ act, values }: FormReading): boolean {
  return values.length > 0 || (act !== 'unclear' && act !== 'question')
}

function moveForm(at: At<CollectNode>, form: FormState | null, reading: FormReading | null): Step {
  const { workflow, state, turn, node } = at
  const from = searchable(at)
  const formMove = planField({
    ...{ node, form, reading, variables: state.variables, prefill: prefillOf(state.variables) },
    ...{ text: turn.text, messageId: turn.messageId, isEntering: turn.node.entered },
    moment: { now: turn.at, timeZone: workflow.timeZone ?? 'UTC' },
    canCancel: node.transitions.some(({ condition }) => isWayOut(condition)),
    knowledge: { canSearch: from !== null, found: turn.node.found },
  })
  const { changes, why, search } = formMove
  if (search !== null && from !== null) {
    const settings = { ...from.settings, relevanceFilter: false }
    return { kind: 'search', bases: from.bases, query: search, otherwise: null, settings }
  }
  return { kind: 'form', node, changes, why, say: phraseOf(formMove, form ?? newForm(node.id), state.variables) }
}

// In words that know what the message has changed.
function phraseOf({ changes, say }: FormMove, form: FormState, variables: JsonObject) {
  const after = changes.reduce(applyFormChange, { form, variables })
  const words = formWords(say, after.variables)
  return words ? { words, isQuoted: say.some(({ kind }) => kind === 'quoted') } : null
}

function isWayOut(condition: Condition): boolean {
  return condition.kind === 'always' || (condition.kind === 'form' && condition.outcome === 'cancelled')
}

function prefillOf(variables: JsonObject): JsonObject | null {
  const prefill: Json | undefined = Object.hasOwn(variables, '__prefill') ? variables.__prefill : undefined
  return prefill && typeof prefill === 'object' ? Object.fromEntries(Object.entries(prefill)) : null
}
