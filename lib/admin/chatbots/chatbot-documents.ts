import { type AddedDocument, addDocuments } from '@/lib/admin/knowledge/add-documents'
import { documentNotFound } from '@/lib/admin/knowledge/require-document'
import type { Chatbot } from '@/lib/domain/chatbot'
import { AppError } from '@/lib/domain/errors'
import type { KnowledgeDocument } from '@/lib/domain/knowledge'
import { tenant } from '@/lib/domain/scope'
import type { ChatbotPorts } from './chatbot-ports'

const mostDocuments = 500

type Ports = Pick<ChatbotPorts, 'store' | 'knowledgeAdmin'>

/**
 * Files for its own base; all of them or none. Throws VALIDATION_FAILED for a kind of file that is not read, PAYLOAD_TOO_LARGE,
 * CONFLICT where there would be more than 500.
 */
export async function addChatbotDocuments(
  { store, knowledgeAdmin }: Ports,
  { tenantId, baseId }: Chatbot,
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<AddedDocument[]> {
  const scope = tenant(tenantId)
  const present = (await store.knowledge.listDocuments(scope, baseId)).length
  if (present + files.length > mostDocuments)
    throw new AppError(
      'CONFLICT',
      `A chatbot has ${mostDocuments} documents at most, and this one has ${present}. Delete some first.`,
    )
  return addDocuments(knowledgeAdmin, scope, { tenantId, base: baseId, files })
}

/** `own`: of its own base; `any`: of the attached ones too. Throws NOT_FOUND. */
export async function requireChatbotDocument(
  { store }: Pick<Ports, 'store'>,
  { tenantId, baseId, attachedBaseIds }: Chatbot,
  documentId: string,
  which: 'own' | 'any',
): Promise<KnowledgeDocument> {
  const bases = which === 'own' ? [baseId] : [baseId, ...attachedBaseIds]
  const document = await store.knowledge.getDocument(tenant(tenantId), documentId)
  if (!document || !bases.includes(document.baseId)) throw documentNotFound()
  return document
}
