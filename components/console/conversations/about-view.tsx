import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import type { ConversationDetail } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { deliveryTexts } from '../texts/delivery-texts'
import { Moment } from './moment'
import { WholeValue } from './whole-value'

const words = conversationTexts.about
const looks = { pending: 'warning', delivered: 'ok', dead: 'danger' } as const

/** Ids and times, metadata, and what was sent to other servers. */
export function AboutView({ detail }: { detail: ConversationDetail }) {
  const metadata = Object.entries(detail.metadata)
  return (
    <div className="max-w-3xl space-y-6">
      <section aria-label={words.label}>
        <Facts
          facts={[
            [words.id, <Code key="id">{detail.conversation_id}</Code>],
            [words.externalId, <Code key="external">{detail.external_id}</Code>],
            ...(detail.person ? [[words.person, <Whose key="who" person={detail.person} />] satisfies Fact] : []),
            [words.door, conversationTexts.doors[detail.dialect]],
            [words.access, words.accesses[detail.access_kind]],
            [words.begun, <Moment key="begun" at={detail.created_at} />],
            [words.changed, <Moment key="changed" at={detail.updated_at} />],
            ...(detail.ended_at ? [[words.ended, <Moment key="ended" at={detail.ended_at} />] satisfies Fact] : []),
            ...(detail.end_reason ? [[words.endReason, reasonText(detail.end_reason)] satisfies Fact] : []),
            [words.turns, detail.turns],
          ]}
        />
      </section>
      <section className="space-y-2">
        <h2 className="font-medium">{words.metadata}</h2>
        {metadata.length > 0 ? (
          <Facts facts={metadata.map(([name, value]) => [name, <WholeValue key={name} value={value} />])} />
        ) : (
          <p className="text-ink-soft">{words.noMetadata}</p>
        )}
      </section>
      <section className="space-y-2">
        <h2 className="font-medium">{words.deliveries}</h2>
        <Deliveries detail={detail} />
      </section>
    </div>
  )
}

type Fact = [name: string, value: ReactNode]

function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="divide-y divide-line rounded-surface border border-line bg-surface">
      {facts.map(([name, value]) => (
        <div key={name} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
          <dt className="wrap-anywhere text-ink-soft">{name}</dt>
          <dd className="wrap-anywhere min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Deliveries({ detail: { deliveries, conversation_id } }: { detail: ConversationDetail }) {
  if (deliveries.length === 0) return <p className="text-ink-soft">{words.noDeliveries}</p>
  return (
    <>
      <ul className="divide-y divide-line rounded-surface border border-line bg-surface">
        {deliveries.map(({ id, kind, event, status, created_at }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <span className="min-w-0 grow">
              {deliveryTexts.kinds[kind]} <code className="wrap-anywhere font-mono text-ink-soft text-xs">{event}</code>
            </span>
            <Badge look={looks[status]}>{deliveryTexts.statuses[status]}</Badge>
            <Moment at={created_at} />
          </li>
        ))}
      </ul>
      <Link
        href={`/console/deliveries?conversation_id=${conversation_id}`}
        className="inline-flex min-h-11 items-center text-accent hover:underline"
      >
        {words.allDeliveries}
      </Link>
    </>
  )
}

function Whose({ person: { named_by, value } }: { person: NonNullable<ConversationDetail['person']> }) {
  return (
    <>
      <Code>{value}</Code> <span className="text-ink-soft text-xs">{conversationTexts.erase.names[named_by]}</span>
    </>
  )
}

function Code({ children }: { children: string }) {
  return <code className="wrap-anywhere font-mono text-xs">{children}</code>
}

function reasonText(reason: string): string {
  return conversationTexts.one.reasons[reason] ?? reason
}
