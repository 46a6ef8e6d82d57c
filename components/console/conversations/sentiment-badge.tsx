import { Frown, Meh, Smile, Split } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { Sentiment } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'

const looks = { positive: 'ok', neutral: 'quiet', negative: 'danger', mixed: 'warning' } as const
const icons = { positive: Smile, neutral: Meh, negative: Frown, mixed: Split }

export function SentimentBadge({ sentiment }: { sentiment: Sentiment | null }) {
  if (sentiment === null) return conversationTexts.none
  return (
    <Badge look={looks[sentiment]} icon={icons[sentiment]}>
      {conversationTexts.sentiments[sentiment]}
    </Badge>
  )
}
