import type { HistoryMessage } from '@/lib/domain/language'

const maxQuoteLength = 500

/**
 * Where the visitor said `quote`, latest message first, without regard to case, spacing and kinds of apostrophe; in the
 * visitor's own spelling. Null where it was never said.
 */
export function findQuote(
  quote: string | null,
  messages: readonly HistoryMessage[],
): { words: string; messageId: string } | null {
  const wanted = quote?.trim()
  if (!wanted || wanted.length > maxQuoteLength) return null
  const pattern = new RegExp(
    wanted
      .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      .replace(/['\u2018\u2019]/g, "['\u2018\u2019]")
      .replace(/["\u201c\u201d]/g, '["\u201c\u201d]')
      .replace(/\s+/g, '\\s+'),
    'iu',
  )
  for (const message of messages.toReversed()) {
    const words = message.role === 'user' ? pattern.exec(message.content)?.[0] : undefined
    if (words !== undefined) return { words, messageId: message.id }
  }
  return null
}
