// Making forms: what is made is a draft, which nobody can fill in before it is published.
import type { AgentDocument } from './agent-document'
import { agentsApi } from './agents-api'
import { readJson, sendJson } from './console-request'
import { changeForm, formOf, isPlainForm } from './form-document'
import type { FormRow, ImportedForm } from './form-queries'

type Made = { agent_id: string; form_id: number | null; draft: { revision: number } }

const rows = '/api/admin/forms'

/** A form of its own with this document as its draft. Gives the form's number. */
export async function makeForm(name: string, document: AgentDocument): Promise<number> {
  const { agent_id, form_id, draft } = await sendJson<Made>('POST', '/api/admin/agents', { template: 'survey', name })
  if (form_id === null) throw new Error('the survey is no form')
  await agentsApi.saveDraft(agent_id, numbered(document, form_id), draft.revision)
  return form_id
}

export function blankForm(name: string, first: { label: string; question: string }): AgentDocument {
  const { label, question } = first
  return { form: { name, fields: [{ id: 'name', type: 'name', label, question }] } }
}

/** By a model; nothing is stored. */
export async function draftFormBySentence(wish: string): Promise<AgentDocument> {
  return (await sendJson<{ document: AgentDocument }>('POST', `${rows}/draft`, { wish })).document
}

/** What importing would do. The text goes as it stands, or it would not be kept to the letter. */
export function checkImport(text: string): Promise<ImportedForm> {
  return sendJson('POST', rows, { document: text, dry_run: true })
}

/** Published at once, or, where it is a new form, as a draft; of a form that is there it waits among the versions. */
export async function importForm(
  text: string,
  document: AgentDocument,
  { activate, isNew }: { activate: boolean; isNew: boolean },
): Promise<ImportedForm> {
  const made = await sendJson<ImportedForm>('POST', rows, { document: text, activate })
  if (!activate && isNew && made.agent_id !== null && made.form_id !== null)
    await agentsApi.saveDraft(made.agent_id, numbered(document, made.form_id), 0)
  return made
}

/** The form that a document names by its id, where it is here. */
export async function formOfDocument(document: AgentDocument): Promise<FormRow | null> {
  const id = formOf(document)?.id ?? document.id
  const { forms } = await readJson<{ forms: FormRow[] }>(rows)
  return forms.find(({ form_id }) => form_id === id) ?? null
}

function numbered(document: AgentDocument, id: number): AgentDocument {
  return isPlainForm(document) ? { ...document, id } : changeForm(document, { id })
}
