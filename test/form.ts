import type { FormField } from '@/lib/domain/form'
import type { CollectNode, Workflow } from '@/lib/domain/workflow'
import { ends, flow, says } from './flow'

/** A text field that is asked for by its label. */
export function field(id: string, more: Partial<FormField> = {}): FormField {
  const label = `${id.charAt(0).toUpperCase()}${id.slice(1)}`
  return {
    ...{ id, type: 'text', label, question: `What is your ${id}?`, help: null, why: null, required: true },
    ...{ choices: [], validation: noValidation, confirm: 'never', attempts: 3, whenUsedUp: { kind: 'skip' } },
    ...{ condition: null, prefill: null, sensitive: false, country: null, currency: null, parsingHint: null },
    ...more,
  }
}

export const noValidation: FormField['validation'] = {
  ...{ min: null, max: null, minLength: null, maxLength: null, pattern: null, message: null, rule: null },
}

export function choices(...labels: string[]): FormField['choices'] {
  return labels.map((label) => ({ value: label.toLowerCase(), label, synonyms: [] }))
}

export function collectNode(fields: readonly FormField[], more: Partial<CollectNode> = {}): CollectNode {
  return {
    ...{ id: 'form', name: 'Form', type: 'collect', onEntry: [], onExit: [], fallbackText: null, fields },
    ...{ review: false, context: '', phrasing: 'author', rag: null },
    transitions: [
      { condition: { kind: 'form', outcome: 'complete', text: 'form_complete' }, target: 'summary', priority: 0 },
      { condition: { kind: 'form', outcome: 'used-up', text: 'form_used_up' }, target: 'ended', priority: 1 },
    ],
    ...more,
  }
}

/** A form as one compiles to: a greeting, its one node, its endings. */
export function formOf(
  fields: readonly FormField[],
  more: Partial<CollectNode> = {},
  workflow: Partial<Workflow> = {},
): Workflow {
  const frame = flow([
    says('greeting', 'Hello.', [['always', 'summary']], { proactive: true }),
    ends('summary', { static_text: 'Thank you.' }),
    ends('ended', { static_text: 'That is all.' }),
  ])
  const nodes = new Map(frame.nodes)
  const greeting = frame.nodes.get('greeting')
  if (greeting?.type !== 'standard') throw new Error('the frame has no greeting')
  const transitions = greeting.transitions.map((transition) => ({ ...transition, target: 'form' }))
  nodes.set('greeting', { ...greeting, transitions })
  nodes.set('form', collectNode(fields, more))
  return { ...frame, nodes, form: { title: 'Contact', callbackUrl: null }, ...workflow }
}
