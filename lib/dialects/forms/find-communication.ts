import type { Loaded } from '@/lib/domain/conversation-store'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { StoredForm } from '@/lib/domain/form-store'
import { tenant } from '@/lib/domain/scope'
import type { Workflow } from '@/lib/domain/workflow'
import type { FormsServices } from './forms-services'

export type Found = { form: StoredForm; workflow: Workflow; loaded: Loaded | null }

type Ids = { form_fields_id: number; communication_id?: number | null | undefined }

const largestFormId = 2 ** 31 - 1

/**
 * The form in its version in force, and the communication where one is named: one of another form is as unknown as one that
 * never was. Throws NOT_FOUND with the contract's words.
 */
export async function findCommunication(
  { conversations, store }: FormsServices,
  tenantId: string,
  { form_fields_id: formId, communication_id: communicationId }: Ids,
): Promise<Found> {
  const scope = tenant(tenantId)
  const isId = formId > 0 && formId <= largestFormId
  const form = isId ? await store.forms.findForm(scope, tenantId, formId) : null
  if (!form?.isActive) throw unknownForm()
  const workflow = await inForce(conversations, tenantId, form)
  if (communicationId === null || communicationId === undefined) return { form, workflow, loaded: null }
  const ref = { dialect: 'forms', externalId: String(communicationId) } as const
  const loaded = await conversations.store.loadForTurn(scope, ref, null)
  if (loaded?.conversation.agentId !== form.agentId || loaded.conversation.hiddenAt !== null)
    throw new AppError('NOT_FOUND', 'Invalid communication_id')
  return { form, workflow, loaded }
}

async function inForce(
  { workflows }: FormsServices['conversations'],
  tenantId: string,
  { agentId }: StoredForm,
): Promise<Workflow> {
  try {
    return (await workflows.find(tenantId, agentId)).workflow
  } catch (cause) {
    throw isAppError(cause) && cause.code === 'NOT_FOUND' ? unknownForm(cause) : cause
  }
}

function unknownForm(cause?: unknown): AppError {
  return new AppError('NOT_FOUND', 'Invalid form_fields id', { cause })
}

/** What names nothing is a bad request there. */
export async function asBadRequest<T>(finding: Promise<T>): Promise<T> {
  try {
    return await finding
  } catch (cause) {
    if (isAppError(cause) && cause.code === 'NOT_FOUND')
      throw new AppError('BAD_REQUEST', cause.publicMessage, { cause })
    throw cause
  }
}
