import type { KnowledgeDocument } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import { newDocument } from '@/lib/knowledge/new-document'
import type { BasePlace, KnowledgeAdminPorts } from './knowledge-admin-ports'
import { requireBase } from './require-base'
import { documentNotFound } from './require-document'

export type AddedDocument = { outcome: 'added' | 'duplicate'; document: KnowledgeDocument }

/**
 * Puts files into a base, where they wait to be read; all of them or, where one is refused, none.
 * Throws NOT_FOUND, VALIDATION_FAILED for a kind of file that is not read, PAYLOAD_TOO_LARGE past 25 MB.
 */
export async function addDocuments(
  ports: KnowledgeAdminPorts,
  scope: Scope,
  { files, ...place }: BasePlace & { files: readonly { name: string; bytes: Uint8Array }[] },
): Promise<AddedDocument[]> {
  const { store, clock } = ports
  const base = await requireBase(ports, scope, place)
  const documents = files.map((file) => newDocument(base, file, clock.now()))
  const added: AddedDocument[] = []
  for (const each of documents) {
    const { outcome, documentId } = await store.knowledge.addDocument(scope, each)
    const document = await store.knowledge.getDocument(scope, documentId)
    if (!document) throw documentNotFound()
    added.push({ outcome, document })
  }
  ports.documentsWait()
  return added
}
