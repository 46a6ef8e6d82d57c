// The store's part that knows forms by their numbers, and what people have answered in them.
import type { FormState } from './form'
import type { JsonObject } from './json'
import type { Scope } from './scope'

export type StoredForm = {
  id: number
  agentId: string
  /** False: it takes no answers. */
  isActive: boolean
  /** Its receiver wants no more callbacks; null: it is told of each completion. */
  callbackDisabledAt: number | null
  callbackDisabledWhy: string | null
  createdAt: number
}

export type FormSummary = StoredForm & {
  name: string
  slug: string | null
  /** Null: none is in force. */
  activeVersion: number | null
  /** Conversations in which a question was asked; `open`: those that have not come to their end. */
  counts: { started: number; completed: number; open: number }
}

/** `completed`: to the end, also where attempts were used up. `partial`: a question was asked. `not_started`: none was. */
export const responseStatuses = ['completed', 'partial', 'not_started'] as const

export type ResponseStatus = (typeof responseStatuses)[number]

export type ResponseFilter = {
  status?: ResponseStatus
  /** Part of an id, of the source's id or of an answer, in any case of letters. */
  search?: string
  /** Begun then or later. */
  since?: number
  /** Begun before. */
  until?: number
}

/** Newest first. */
export type NewestPage = { before?: { createdAt: number; id: string }; limit: number }

/** One conversation with the form's agent, by whatever door it came. */
export type FormResponse = {
  conversationId: string
  /** Contract 2's; null: it came by another door. */
  communicationId: number | null
  status: ResponseStatus
  /** By field; beside them whatever else the conversation knows. */
  answers: JsonObject
  form: FormState | null
  createdAt: number
  updatedAt: number
  endedAt: number | null
  metadata: JsonObject
}

/** What became of one field in a form's responses. */
export type FieldCounts = {
  id: string
  /** Asked, answered beforehand, or passed over. */
  reached: number
  answered: number
  skipped: number
  /** Asked last, where the form was not brought to its end. */
  leftAt: number
}

export type DropOffCounts = { notStarted: number; partial: number; completed: number; fields: FieldCounts[] }

export type FormStore = {
  /** Without an id the next free one. Throws CONFLICT where the id or the agent has a form, NOT_FOUND for an unknown agent. */
  addForm(scope: Scope, form: { tenantId: string; id?: number; agentId: string }): Promise<number>
  findForm(scope: Scope, tenantId: string, id: number): Promise<StoredForm | null>
  findFormByAgent(scope: Scope, tenantId: string, agentId: string): Promise<StoredForm | null>
  /** By id. */
  listForms(scope: Scope, tenantId: string): Promise<FormSummary[]>
  setFormActive(scope: Scope, tenantId: string, id: number, isActive: boolean): Promise<boolean>
  /** Null: it is told again. */
  setCallbackDisabled(
    scope: Scope,
    tenantId: string,
    id: number,
    disabled: { at: number; why: string } | null,
  ): Promise<boolean>
  listResponses(
    scope: Scope,
    tenantId: string,
    formId: number,
    query: ResponseFilter & NewestPage,
  ): Promise<FormResponse[]>
  /** Counts over all responses of that time; fields in the order they are named. */
  countDropOff(
    scope: Scope,
    tenantId: string,
    formId: number,
    query: Pick<ResponseFilter, 'since' | 'until'> & { fields: readonly string[] },
  ): Promise<DropOffCounts>
}
