import type { AgentKind } from '@/lib/domain/agent'
import type { JsonObject } from '@/lib/domain/json'
import blank from './blank.json'
import data from './data.json'
import documents from './documents.json'
import frontDesk from './front-desk.json'
import qualification from './qualification.json'
import survey from './survey.json'

export type Template = 'front_desk' | 'qualification' | 'documents' | 'survey' | 'data' | 'blank'

/** What a document made from a template is told apart by; `base` and `source`: those that the tenant has, in place of the template's. */
export type TemplateNames = { id: string; name: string; base: string | null; source: string | null }

export const templateKinds: Record<Template, AgentKind> = {
  front_desk: 'workflow',
  qualification: 'workflow',
  documents: 'workflow',
  survey: 'form',
  data: 'assistant',
  blank: 'workflow',
}

/** A new agent's first draft. Pure. */
export function templateDocument(template: Template, names: TemplateNames): JsonObject {
  const { id, name, base, source } = names
  switch (template) {
    case 'front_desk':
      return { ...frontDesk, agent: { ...frontDesk.agent, id, name } }
    case 'qualification':
      return { ...qualification, agent: { ...qualification.agent, id, name } }
    case 'documents': {
      const { agent, workflow } = documents
      const rag = { ...workflow.rag, config_id: base ?? workflow.rag.config_id }
      return { agent: { ...agent, id, name }, workflow: { ...workflow, rag } }
    }
    case 'survey':
      return { form: { ...survey.form, name } }
    case 'data': {
      const { assistant } = data
      return { assistant: { ...assistant, id, name, data_source: source ?? assistant.data_source } }
    }
    case 'blank':
      return { ...blank, agent: { ...blank.agent, id, name } }
  }
}
