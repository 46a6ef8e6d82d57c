import Link from 'next/link'
import { moneyText } from '@/components/console/insight/figure-text'
import type { ConversationDetail } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { Moment } from './moment'

const words = conversationTexts.one

/** Below the title: with whom, by which way, when, where it stands. */
export function ConversationLine({ detail }: { detail: ConversationDetail }) {
  const { agent_id, agent_name, agent_version, created_at, dialect, node, status, end_reason, cost } = detail
  return (
    <ul className="flex flex-wrap gap-x-4 text-ink-soft *:inline-flex *:min-h-6 *:items-center">
      <li>
        <Link
          href={`/console/agents/${agent_id}`}
          className="wrap-anywhere inline-flex min-h-6 items-center text-accent hover:underline"
        >
          <bdi>{words.by(agent_name, agent_version)}</bdi>
        </Link>
      </li>
      <li>{conversationTexts.doors[dialect]}</li>
      <li>
        <Moment at={created_at} />
      </li>
      <li>
        <span>
          {status === 'active' ? words.at : words.endedAt} <bdi>{node.name ?? node.id}</bdi>
          {end_reason === null ? null : `, ${words.reasons[end_reason] ?? end_reason}`}
        </span>
      </li>
      {cost ? (
        <li className="tabular-nums">
          {conversationTexts.columns.cost} {moneyText(cost)}
        </li>
      ) : null}
    </ul>
  )
}
