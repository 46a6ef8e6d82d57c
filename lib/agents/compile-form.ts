import type { CollectNode, Workflow, WorkflowNode } from '@/lib/domain/workflow'
import { workflowKey } from '@/lib/domain/workflow-key'
import { compileFields } from './compile-field'
import type { FormConfig } from './form-config'
import { modelSettings } from './model-settings'

/**
 * A valid form (`parseFormDocument`) as the engine walks it: greeting → ONE collect node → summary, or `ended` where the
 * attempts at a field are used up and it ends the form. Pure.
 */
export function compileForm(form: FormConfig, identity: { agentId: string; version: number }): Workflow {
  const title = form.title?.trim() || form.name.trim()
  const greeting = form.greeting ?? `Hello, this is “${title}”. I have a few questions for you.`
  const nodes: WorkflowNode[] = [
    ...(greeting.trim() ? [greetingNode(greeting)] : []),
    collectNode(form, title),
    endNode('summary', 'Summary', form.summary ?? 'Thank you. That is all I need.'),
    endNode('ended', 'Ended', form.ended ?? 'Thank you. I could not get all that is needed, so I end this form here.'),
  ]
  return {
    key: workflowKey(identity.agentId, identity.version),
    agentId: identity.agentId,
    agentName: form.name.trim(),
    description: form.description?.trim() || null,
    version: identity.version,
    initialNode: nodes[0]?.id ?? 'form',
    nodes: new Map(nodes.map((node) => [node.id, node])),
    globalPrompt: '',
    historyWindow: 0,
    maxTransitions: 50,
    llm: modelSettings(form.llm),
    extractionLlm: null,
    globalIntents: [],
    globalIntentConfig: { enabled: false, confidenceThreshold: 0.75, contextMessages: 4 },
    webhook: null,
    knowledgeBase: form.knowledge_base?.trim() ?? null,
    ownWords: {
      greeting: null,
      thanks: null,
      goodbye: null,
      about: [`This is the form “${title}”.`, form.description?.trim()].filter(Boolean).join(' '),
    },
    form: { title, callbackUrl: form.callback_url ?? null },
    country: form.country?.toUpperCase() ?? null,
    timeZone: form.time_zone ?? null,
  }
}

const plain = { transitions: [], onEntry: [], onExit: [], fallbackText: null }

function greetingNode(text: string): WorkflowNode {
  return {
    ...plain,
    id: 'greeting',
    name: 'Greeting',
    type: 'standard',
    says: { kind: 'text', text },
    proactive: true,
    transitions: [{ condition: { kind: 'always', text: 'always' }, target: 'form', priority: 0 }],
    intents: [],
    intentConfig: { confidenceThreshold: 0.7, contextScope: 'node', contextMessages: 6 },
    modelOverride: null,
    rag: null,
  }
}

function collectNode(form: FormConfig, title: string): CollectNode {
  return {
    ...plain,
    id: 'form',
    name: title,
    type: 'collect',
    transitions: [
      { condition: { kind: 'form', outcome: 'complete', text: 'form_complete' }, target: 'summary', priority: 0 },
      { condition: { kind: 'form', outcome: 'used-up', text: 'form_used_up' }, target: 'ended', priority: 1 },
    ],
    fields: compileFields(form.fields),
    review: form.review ?? false,
    context: contextOf(form),
    phrasing: form.phrasing ?? 'model',
    rag: form.knowledge_base?.trim() ? { enabled: true } : null,
  }
}

function contextOf({ context, description, language }: FormConfig): string {
  const name = language && new Intl.DisplayNames('en', { type: 'language' }).of(language)
  const spoken = name ? `The form is in ${name}; speak it unless the visitor writes in another language.` : ''
  return [context?.trim() || description?.trim(), spoken].filter(Boolean).join('\n')
}

function endNode(id: string, name: string, text: string): WorkflowNode {
  return { ...plain, id, name, type: 'end_call', says: { kind: 'text', text } }
}
