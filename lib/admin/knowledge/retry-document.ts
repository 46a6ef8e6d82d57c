import { AppError } from '@/lib/domain/errors'
import type { KnowledgeDocument } from '@/lib/domain/knowledge'
import type { Scope } from '@/lib/domain/scope'
import type { BasePlace, KnowledgeAdminPorts } from './knowledge-admin-ports'
import { requireDocument } from './require-document'

/** Queues a failed document again. Throws NOT_FOUND, CONFLICT where it has not failed. */
export async function retryDocument(
  ports: KnowledgeAdminPorts,
  scope: Scope,
  place: BasePlace & { documentId: string },
): Promise<KnowledgeDocument> {
  const { id } = await requireDocument(ports, scope, place)
  if (!(await ports.store.knowledge.retryDocument(scope, id, ports.clock.now())))
    throw new AppError('CONFLICT', 'Only a failed document can be read again')
  ports.documentsWait()
  return requireDocument(ports, scope, place)
}
