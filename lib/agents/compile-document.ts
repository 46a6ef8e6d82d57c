import type { AgentKind } from '@/lib/domain/agent'
import type { Problem } from '@/lib/domain/errors'
import type { Workflow } from '@/lib/domain/workflow'
import { compileAssistant } from './compile-assistant'
import { compileForm } from './compile-form'
import { compileWorkflow } from './compile-workflow'
import { parseAgentDocument } from './parse-agent-document'
import { isAssistantDocument, parseAssistantDocument } from './parse-assistant-document'
import { parseFormDocument } from './parse-form-document'

export type CompiledDocument = { ok: true; workflow: Workflow } | { ok: false; problems: readonly Problem[] }

/** What kind of agent a document describes, as far as its keys say. */
export function kindOfDocument(value: unknown): AgentKind {
  if (isAssistantDocument(value)) return 'assistant'
  const isForm = typeof value === 'object' && value !== null && ('form' in value || 'form_fields' in value)
  return isForm ? 'form' : 'workflow'
}

/** A document of any kind as the engine walks it, or all its problems. Throws nothing. */
export function compileDocument(
  kind: AgentKind,
  value: unknown,
  identity: { agentId: string; version: number },
): CompiledDocument {
  switch (kind) {
    case 'form': {
      const parsed = parseFormDocument(value)
      return parsed.ok ? { ok: true, workflow: compileForm(parsed.config, identity) } : parsed
    }
    case 'assistant': {
      const parsed = parseAssistantDocument(value)
      return parsed.ok ? { ok: true, workflow: compileAssistant(parsed.config, identity) } : parsed
    }
    case 'workflow': {
      const parsed = parseAgentDocument(value)
      return parsed.ok ? { ok: true, workflow: compileWorkflow(parsed.config, identity) } : parsed
    }
  }
}
