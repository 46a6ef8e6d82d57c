import type { HistoryMessage } from '@/lib/domain/language'

const agreement =
  /^(?:yes|yeah|yep|yup|sure|ok|okay|please|of course|absolutely|definitely|i would|i do|that would be (?:great|nice|good)|sounds good|go ahead|do that|let'?s do (?:it|that)|why not|thanks|thank you|[\s,.!]){1,5}$/iu
// "What would you like to know?" offers nothing that a yes could mean.
const offer =
  /(?<!\b(?:what|which|when|where|who|how|why)\b[^.?!]{0,40})\b(?:would you like|do you want|shall (?:i|we)|should (?:i|we)|can i (?:help|assist) you (?:to|with)?|are you ready|want me)\b[^?]{3,160}\?/giu

/** What a bare "yes please" agrees to: the last offer in the agent's own last message, where it made one. */
export function offeredWish(text: string, context: readonly HistoryMessage[]): string | null {
  if (!agreement.test(text.trim().slice(0, 80))) return null
  const asked = context.findLast((message) => message.role === 'assistant')
  const offers = asked?.content.slice(-600).match(offer) ?? []
  return offers.length === 1 ? (offers[0] ?? null) : null
}
