import type { Door } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'

/** By which way somebody came, in plain words with the name that its contract has. */
export function DoorName({ door }: { door: Door }) {
  return (
    <span>
      {conversationTexts.doors[door]}{' '}
      <span className="whitespace-nowrap text-ink-soft text-xs">{conversationTexts.contracts[door]}</span>
    </span>
  )
}

export function doorText(door: Door): string {
  return `${conversationTexts.doors[door]} (${conversationTexts.contracts[door]})`
}
