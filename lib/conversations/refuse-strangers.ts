import type { Dialect } from '@/lib/domain/conversation'
import { AppError } from '@/lib/domain/errors'
import type { Workflow } from '@/lib/domain/workflow'

/**
 * A chatbot answers from documents that are not everybody's: only contract 4 knows who may ask it. Throws NOT_FOUND through
 * any other door, as for an agent that is not there.
 */
export function refuseStrangers({ membersOnly }: Pick<Workflow, 'membersOnly'>, dialect: Dialect): void {
  if (membersOnly && dialect !== 'chatbots' && dialect !== 'trials') throw new AppError('NOT_FOUND', 'Agent not found')
}
