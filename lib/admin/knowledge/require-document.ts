import { AppError } from '@/lib/domain/errors'
import type { KnowledgeDocument } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import type { BasePlace, KnowledgeAdminPorts } from './knowledge-admin-ports'
import { requireBase } from './require-base'

/** Throws NOT_FOUND where the base has no such document. */
export async function requireDocument(
  ports: Pick<KnowledgeAdminPorts, 'store'>,
  scope: Scope,
  { documentId, ...place }: BasePlace & { documentId: string },
): Promise<KnowledgeDocument> {
  const { id } = await requireBase(ports, scope, place)
  const document = await ports.store.knowledge.getDocument(scope, documentId)
  if (document?.baseId !== id) throw documentNotFound()
  return document
}

/** Also for one that was deleted between two looks. */
export function documentNotFound(): AppError {
  return new AppError('NOT_FOUND', 'Document not found')
}
