import { Badge } from '@/components/ui/badge'
import type { ConversationStatus } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'

const looks = { active: 'accent', completed: 'ok', abandoned: 'warning', error: 'danger' } as const

export function StatusBadge({ status }: { status: ConversationStatus }) {
  return <Badge look={looks[status]}>{conversationTexts.statuses[status]}</Badge>
}
