import type { ReactNode } from 'react'
import type { Receipt } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { Moment } from './moment'

const { erasures: words, erase } = conversationTexts

/** What a receipt says beside the counts. */
export function ReceiptFacts({ receipt: { id, at, by, named_by, key_hash } }: { receipt: Receipt }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
      <Fact name={words.id}>
        <code className="wrap-anywhere font-mono">{id}</code>
      </Fact>
      <Fact name={words.at}>
        <Moment at={at} />
      </Fact>
      <Fact name={words.by}>{nameOf(by)}</Fact>
      <Fact name={words.namedBy}>{erase.names[named_by] ?? named_by}</Fact>
      <Fact name={words.hash}>
        <code className="wrap-anywhere font-mono">{key_hash}</code>
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

/** Who erased: a person, a key, or the platform's. */
export function nameOf(actor: string): string {
  if (actor === 'platform') return words.platform
  return actor.startsWith('key:') ? words.key(actor.slice(4)) : actor.replace(/^person:/, '')
}
