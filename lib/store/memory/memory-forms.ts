import type { Clock } from '@/lib/domain/clock'
import { type Conversation, publicVariables } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import type { FormResponse, FormStore, ResponseFilter, ResponseStatus } from '@/lib/domain/form-store'
import type { Scope } from '@/lib/domain/scope'
import { inScope, requireScope } from '@/lib/store/in-scope'
import { countDropOff } from '@/lib/store/memory/count-drop-off'
import type { MemoryForm, MemoryTables } from '@/lib/store/memory/memory-tables'
import { newestPage } from '@/lib/store/memory/newest-page'

export function memoryForms(tables: MemoryTables, clock: Clock): FormStore {
  const ofTenant = (scope: Scope, tenantId: string) =>
    tables.forms.filter((form) => form.tenantId === tenantId && inScope(scope, tenantId))
  const find = (scope: Scope, tenantId: string, id: number) =>
    ofTenant(scope, tenantId).find((form) => form.id === id) ?? null
  const conversationsOf = ({ tenantId, agentId }: MemoryForm) =>
    [...tables.conversations.values()]
      .map(({ conversation }) => conversation)
      .filter((conversation) => conversation.tenantId === tenantId && conversation.agentId === agentId)
      .filter(({ dialect }) => dialect !== 'trials')

  return {
    async addForm(scope, { tenantId, agentId, id: wanted }) {
      requireScope(scope, tenantId)
      const own = tables.forms.filter((form) => form.tenantId === tenantId)
      if (!tables.agents.some((agent) => agent.tenantId === tenantId && agent.agentId === agentId))
        throw new AppError('NOT_FOUND', 'Agent not found')
      const id = wanted ?? Math.max(0, ...own.map((form) => form.id)) + 1
      if (own.some((form) => form.id === id || form.agentId === agentId))
        throw new AppError('CONFLICT', 'There is a form of this id already')
      const callback = { callbackDisabledAt: null, callbackDisabledWhy: null }
      tables.forms.push({ tenantId, id, agentId, isActive: true, ...callback, createdAt: clock.now() })
      return id
    },

    async findForm(scope, tenantId, id) {
      return storedForm(find(scope, tenantId, id))
    },

    async findFormByAgent(scope, tenantId, agentId) {
      return storedForm(ofTenant(scope, tenantId).find((form) => form.agentId === agentId) ?? null)
    },

    async listForms(scope, tenantId) {
      return ofTenant(scope, tenantId)
        .toSorted((a, b) => a.id - b.id)
        .flatMap((form) => {
          const agent = tables.agents.find((row) => row.tenantId === tenantId && row.agentId === form.agentId)
          const statuses = conversationsOf(form).map(statusOf)
          const [completed, open] = [count(statuses, 'completed'), count(statuses, 'partial')]
          const { tenantId: _, ...stored } = form
          const counts = { started: completed + open, completed, open }
          return agent
            ? [{ ...stored, name: agent.name, slug: agent.slug, activeVersion: agent.activeVersion, counts }]
            : []
        })
    },

    async setFormActive(scope, tenantId, id, isActive) {
      const form = find(scope, tenantId, id)
      if (form) form.isActive = isActive
      return form !== null
    },

    async setCallbackDisabled(scope, tenantId, id, disabled) {
      const form = find(scope, tenantId, id)
      if (form)
        Object.assign(form, { callbackDisabledAt: disabled?.at ?? null, callbackDisabledWhy: disabled?.why ?? null })
      return form !== null
    },

    async listResponses(scope, tenantId, formId, query) {
      const form = find(scope, tenantId, formId)
      const rows = form ? conversationsOf(form).filter((conversation) => fits(conversation, query)) : []
      return newestPage(rows, query).map(responseOf)
    },

    async countDropOff(scope, tenantId, formId, { fields, ...when }) {
      const form = find(scope, tenantId, formId)
      const rows = form ? conversationsOf(form).filter((conversation) => fits(conversation, when)) : []
      return countDropOff(rows.map(responseOf), fields)
    },
  }
}

function storedForm(form: MemoryForm | null) {
  if (!form) return null
  const { tenantId: _, ...stored } = form
  return stored
}

function count(statuses: readonly ResponseStatus[], wanted: ResponseStatus): number {
  return statuses.filter((status) => status === wanted).length
}

function statusOf({ state: { form } }: Conversation): ResponseStatus {
  if (!form) return 'not_started'
  return form.outcome === 'complete' || form.outcome === 'used-up' ? 'completed' : 'partial'
}

function fits(conversation: Conversation, { status, search, since, until }: ResponseFilter): boolean {
  const { id, externalId, metadata, state, createdAt } = conversation
  const answers = publicVariables(state.variables)
  const texts = [id, externalId, String(metadata.source_id ?? ''), JSON.stringify(Object.values(answers))]
  return [
    status === undefined || statusOf(conversation) === status,
    search === undefined || texts.some((text) => text.toLowerCase().includes(search.toLowerCase())),
    since === undefined || createdAt >= since,
    until === undefined || createdAt < until,
  ].every(Boolean)
}

function responseOf(conversation: Conversation): FormResponse {
  const { id, dialect, externalId, state, createdAt, updatedAt, metadata } = conversation
  return {
    conversationId: id,
    communicationId: dialect === 'forms' ? Number(externalId) : null,
    status: statusOf(conversation),
    answers: publicVariables(state.variables),
    form: state.form ?? null,
    ...{ createdAt, updatedAt, endedAt: state.endedAt, metadata },
  }
}
