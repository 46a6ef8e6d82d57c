import { ThumbsDown, ThumbsUp } from 'lucide-react'
import Link from 'next/link'
import { figureText, moneyText } from '@/components/console/insight/figure-text'
import { Badge } from '@/components/ui/badge'
import type { Column } from '@/components/ui/data-table'
import type { ConversationRow } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { Moment } from './moment'
import { SentimentBadge } from './sentiment-badge'
import { StatusBadge } from './status-badge'

const { columns: heads } = conversationTexts

export const conversationColumns: readonly Column<ConversationRow>[] = [
  { id: 'who', head: heads.who, isName: true, cell: (row) => <Who row={row} /> },
  { id: 'when', head: heads.when, cell: ({ created_at }) => <Moment at={created_at} /> },
  {
    id: 'agent',
    head: heads.agent,
    cell: ({ agent_name, agent_version }) => (
      <span className="wrap-anywhere">
        <bdi>{agent_name}</bdi> <span className="text-ink-soft">{conversationTexts.version(agent_version)}</span>
      </span>
    ),
  },
  { id: 'door', head: heads.door, cell: ({ dialect }) => conversationTexts.doors[dialect] },
  { id: 'status', head: heads.status, cell: ({ status }) => <StatusBadge status={status} /> },
  { id: 'turns', head: heads.turns, isNumber: true, cell: ({ turns }) => figureText(turns) },
  { id: 'feedback', head: heads.feedback, cell: (row) => <Rated row={row} /> },
  {
    id: 'cost',
    head: heads.cost,
    isNumber: true,
    cell: ({ cost }) => (cost === null ? conversationTexts.none : moneyText(cost)),
  },
  {
    id: 'sentiment',
    head: heads.sentiment,
    cell: ({ analysis }) => <SentimentBadge sentiment={analysis?.sentiment ?? null} />,
  },
]

function Who({ row: { conversation_id, title, external_user_id, is_hidden } }: { row: ConversationRow }) {
  return (
    <span className="block min-w-40 max-w-80">
      <Link
        href={`/console/conversations/${conversation_id}`}
        className="inline-flex min-h-8 max-w-full items-center font-medium hover:text-accent"
      >
        <bdi className="line-clamp-2 [overflow-wrap:anywhere]">{title ?? conversationTexts.untitled}</bdi>
      </Link>
      <span className="block text-ink-soft text-xs">
        <bdi className="wrap-anywhere">{external_user_id ?? conversation_id.slice(-8)}</bdi>
        {is_hidden ? ` · ${conversationTexts.hidden}` : null}
      </span>
    </span>
  )
}

function Rated({ row: { feedback } }: { row: ConversationRow }) {
  const { up, down } = feedback
  if (up === 0 && down === 0) return conversationTexts.none
  return (
    <span className="inline-flex flex-wrap gap-1">
      {up > 0 ? (
        <Badge look="ok" icon={ThumbsUp}>
          <span aria-hidden>{up}</span>
          <span className="sr-only">{conversationTexts.up(up)}</span>
        </Badge>
      ) : null}
      {down > 0 ? (
        <Badge look="danger" icon={ThumbsDown}>
          <span aria-hidden>{down}</span>
          <span className="sr-only">{conversationTexts.down(down)}</span>
        </Badge>
      ) : null}
    </span>
  )
}
