import type { AssistNode, OwnWords, RagSettings, Workflow } from '@/lib/domain/workflow'
import { workflowKey } from '@/lib/domain/workflow-key'
import type { AssistantConfig } from './assistant-config'
import { dataTools } from './data-tools'
import { modelSettings } from './model-settings'

const defaultSteps = 6

/** A valid assistant (`parseAssistantDocument`) as the engine walks it: ONE assist node that the conversation stays in. Pure. */
export function compileAssistant(assistant: AssistantConfig, identity: { agentId: string; version: number }): Workflow {
  const [knowledgeBase = null, ...furtherBases] = basesOf(assistant)
  const node = assistNode(assistant, knowledgeBase === null ? null : { enabled: true, furtherBases })
  return {
    key: workflowKey(identity.agentId, identity.version),
    agentId: identity.agentId,
    agentName: assistant.name.trim(),
    description: assistant.description?.trim() || null,
    version: identity.version,
    initialNode: node.id,
    nodes: new Map([[node.id, node]]),
    globalPrompt: '',
    historyWindow: assistant.history_window ?? 0,
    // A conversation that may live for years moves between no nodes.
    maxTransitions: 50,
    llm: modelSettings(assistant.llm),
    extractionLlm: null,
    globalIntents: [],
    globalIntentConfig: { enabled: false, confidenceThreshold: 0.75, contextMessages: 4 },
    webhook: null,
    knowledgeBase,
    ownWords: ownWords(assistant),
    form: null,
    ...(assistant.members_only ? { membersOnly: true } : {}),
    country: assistant.country?.toUpperCase() ?? null,
    timeZone: assistant.time_zone ?? null,
  }
}

function assistNode(assistant: AssistantConfig, rag: RagSettings | null): AssistNode {
  const dataSource = assistant.data_source?.trim()
  return {
    id: 'assistant',
    name: assistant.name.trim(),
    type: 'assist',
    transitions: [],
    onEntry: [],
    onExit: [],
    fallbackText: assistant.fallback_text?.trim() || null,
    prompt: assistant.prompt?.trim() ?? '',
    tools: dataSource ? dataTools({ identify: assistant.identify ?? true }) : [],
    stepCap: assistant.step_cap ?? defaultSteps,
    rag,
    ...(dataSource ? { dataSource } : {}),
  }
}

function basesOf({ knowledge_base: first, knowledge_bases: further }: AssistantConfig): string[] {
  const named = [first ?? '', ...(further ?? [])].map((base) => base.trim())
  return [...new Set(named)].filter((base) => base !== '')
}

function ownWords({ small_talk: written, greeting, name, description }: AssistantConfig): OwnWords {
  const about = [`This is ${name.trim()}.`, description?.trim()].filter(Boolean).join(' ')
  return {
    greeting: written?.greeting?.trim() || greeting?.trim() || null,
    thanks: written?.thanks?.trim() || null,
    goodbye: written?.goodbye?.trim() || null,
    about: written?.about?.trim() || about,
  }
}
