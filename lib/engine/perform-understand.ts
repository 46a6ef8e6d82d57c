import { publicVariables } from '@/lib/domain/conversation'
import type { FormQuestion, FormReading } from '@/lib/domain/form'
import type { JsonObject } from '@/lib/domain/json'
import type { UnderstandResult } from '@/lib/domain/language'
import type { Classification, TurnEventBody, UnderstoodVariable } from '@/lib/domain/turn-event'
import type { CollectNode, VariableSpec } from '@/lib/domain/workflow'
import type { TranscriptMessage } from './engine-ports'
import { collectCalls } from './model-calls'
import { sensitiveFields, withMasked } from './sensitive-fields'
import type { Step } from './step'
import type { StepContext } from './step-context'
import { fillTemplate } from './template'
import { visibleTo, withoutPassages } from './visible-history'

type Understand = Step & { kind: 'understand' }

/** One call for a node's variables, its intents and the global intents, whichever of them the plan asks for. */
export async function* performUnderstand(step: Understand, context: StepContext): AsyncGenerator<TurnEventBody> {
  const { workflow, state, turn, ports } = context
  const calls = collectCalls(context)
  const questions = { intents: ownQuestion(step, context), globalIntents: globalQuestion(step, context) }
  let result: UnderstandResult
  try {
    result = await ports.language.understand(
      {
        settings: workflow.extractionLlm ?? workflow.llm,
        agentName: workflow.agentName,
        text: turn.text,
        history: shownTo(step, visibleTo(context, workflow.historyWindow)),
        variables: step.variables,
        // A model that reads an answer needs no other one that is private.
        known: withMasked(publicVariables(state.variables), sensitiveFields(workflow)),
        ...questions,
        search: step.search,
        ...(step.formOf ? { form: formQuestion(step.formOf, context) } : {}),
        ...(context.context ? { context: context.context } : {}),
      },
      calls.context,
    )
  } catch (error) {
    yield* calls.events()
    throw error
  }
  yield* calls.events()
  yield {
    type: 'input-understood',
    nodeId: state.nodeId,
    understood: {
      variables: step.variables.map((spec) => settleVariable(spec, result, state.variables)),
      intents: asked(questions.intents, result.intents),
      globalIntents: asked(questions.globalIntents, result.globalIntents),
      ...(step.search ? { search: result.search ?? { needed: true, query: turn.text ?? '' } } : {}),
      ...(step.formOf ? { form: markedReading(step.formOf, result.form) } : {}),
    },
  }
}

// A question to look up comes to nothing but words, and may be about any of those said before.
function shownTo(step: Understand, messages: TranscriptMessage[]): TranscriptMessage[] {
  const isLookUpOnly = step.variables.length === 0 && !step.intentsOf && step.globalIntents.length === 0 && !step.formOf
  return isLookUpOnly ? messages : withoutPassages(messages)
}

function formQuestion(node: CollectNode, { state, turn }: StepContext): FormQuestion {
  const form = state.form?.nodeId === node.id ? state.form : null
  const fill = (template: string) => fillTemplate(template, state.variables)
  const fields = node.fields.map((field) => ({
    ...field,
    question: fill(field.question),
    help: field.help && fill(field.help),
    why: field.why && fill(field.why),
  }))
  const directField = node.fields.find(({ id }) => id === turn.fieldId)?.id ?? null
  const { asking = null, confirming = null, isPaused = false } = form ?? {}
  return { fields, asking, confirming, isPaused, directField }
}

const unread: FormReading = { act: 'unclear', values: [], question: null, about: null, unneeded: null }

function markedReading({ fields }: CollectNode, reading: FormReading | null = unread): FormReading {
  const isSensitive = (id: string) => fields.some((field) => field.id === id && field.sensitive)
  const { values, ...rest } = reading ?? unread
  return { ...rest, values: values.map((one) => (isSensitive(one.field) ? { ...one, isSensitive: true } : one)) }
}

// A value found earlier is not lost because this message does not repeat it.
function settleVariable(spec: VariableSpec, result: UnderstandResult, known: JsonObject): UnderstoodVariable {
  const found = result.variables.find((variable) => variable.name === spec.name)
  if (found && found.value !== null) return { ...found, used: 'found' }
  const nothing = { name: spec.name, raw: null, messageId: null, confidence: null }
  const before = Object.hasOwn(known, spec.name) ? known[spec.name] : null
  if (before !== null && before !== undefined) return { ...nothing, value: before, used: 'kept', method: 'kept' }
  if (spec.defaultValue !== null) return { ...nothing, value: spec.defaultValue, used: 'default', method: 'default' }
  return { ...nothing, value: null, used: 'none', method: found?.method ?? 'not_found' }
}

// A question that was asked has an answer, so that the plan never asks it again.
function asked(question: { threshold: number } | null, answer: Classification | null): Classification | null {
  if (!question) return null
  const scores = [...(answer?.scores ?? [])].sort((a, b) => b.score - a.score)
  return { threshold: question.threshold, scores }
}

function ownQuestion({ intentsOf }: Understand, context: StepContext) {
  if (!intentsOf) return null
  const { confidenceThreshold, contextMessages, contextScope } = intentsOf.intentConfig
  const since = contextScope === 'node' ? context.state.enteredAt : 0
  return {
    intents: intentsOf.intents,
    threshold: confidenceThreshold,
    context: withoutPassages(visibleTo(context, contextMessages, since)),
  }
}

function globalQuestion({ globalIntents }: Understand, context: StepContext) {
  if (globalIntents.length === 0) return null
  const { confidenceThreshold, contextMessages } = context.workflow.globalIntentConfig
  const shown = withoutPassages(visibleTo(context, contextMessages))
  return { intents: globalIntents, threshold: confidenceThreshold, context: shown }
}
