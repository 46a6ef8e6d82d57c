import { type AgentDocument, isAgentDocument } from './agent-document'
import { isRecord } from './is-record'
import { type ReadJson, readJsonObject } from './read-json'

export type ReadImport =
  | { kind: 'agent'; document: AgentDocument }
  | { kind: 'form' | 'other' }
  | { kind: 'no-json'; at: NonNullable<Extract<ReadJson, { ok: false }>['at']> }

/** What a pasted text is. An export of contract 6 holds the document under `config_json`. */
export function readImport(text: string): ReadImport {
  const read = readJsonObject(text)
  if (!read.ok) return read.at ? { kind: 'no-json', at: read.at } : { kind: 'other' }
  const document = isRecord(read.value.config_json) ? read.value.config_json : read.value
  if (!isAgentDocument(document)) return { kind: 'other' }
  if (isRecord(document.workflow) || isRecord(document.assistant)) return { kind: 'agent', document }
  return { kind: 'form' in document || 'form_fields' in document ? 'form' : 'other' }
}
