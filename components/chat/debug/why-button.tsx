import { Bug } from 'lucide-react'
import { createContext, use } from 'react'
import { texts } from '../../texts'
import { IconButton } from '../../ui/icon-button'

/** Opens the debug panel at a turn; null where a conversation may not be looked into. */
export const AskWhy = createContext<((turnId: string) => void) | null>(null)

/** From a message to the turn it belongs to. Nothing where that cannot be had. */
export function WhyButton({ turnId, className = '' }: { turnId: string | null; className?: string }) {
  const ask = use(AskWhy)
  if (!ask || turnId === null) return null
  return <IconButton icon={Bug} size={16} label={texts.debug.why} className={className} onClick={() => ask(turnId)} />
}
