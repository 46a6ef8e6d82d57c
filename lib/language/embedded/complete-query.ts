import type { HistoryMessage } from '@/lib/domain/language'
import { refersBack } from '@/lib/domain/refers-back'
import type { SearchNeed } from '@/lib/domain/turn-event'
import { smallTalkIn } from './small-talk'

const maxCharacters = 500
const question =
  /\?|^(?:and |but |so |ok |well )*(?:who|what|which|when|where|why|how|can|could|may|do|does|did|is|are|am|was|will|would|should|must|has|have|tell|show|explain)\b/i
/** What a question that is only the rest of one begins with, and the little words in it. */
const fragment = /^(?:and|but|or|also|what about|how about|what if|why not|why)\b/i
const little =
  /\b(?:and|but|or|also|what|how|about|if|why|not|for|with|in|on|at|of|to|my|our|your|the|an?|is|are|that|this|it|they|them|then|there|too)\b/gi

/**
 * A question that refers back is looked up together with the visitor's question before it: first, where it is only a
 * fragment ("and for children?"); else where the documents do not answer it alone ("how loud is it?"). Pure.
 */
export function completeQuery(text: string, history: readonly HistoryMessage[]): SearchNeed {
  const needed = smallTalkIn(text) === null
  const before = needed && refersBack(text) ? askedBefore(text, history) : null
  if (before === null) return { needed, query: text }
  const joined = `${before} ${text}`
  return isFragment(text) ? { needed, query: joined, otherwise: text } : { needed, query: text, otherwise: joined }
}

function askedBefore(text: string, history: readonly HistoryMessage[]): string | null {
  const said = history.filter(({ role }) => role === 'user')
  const earlier = said.at(-1)?.content === text ? said.slice(0, -1) : said
  const asked = earlier.findLast(({ content }) => question.test(content.slice(0, maxCharacters)))
  return asked?.content.slice(0, maxCharacters) ?? null
}

// With two words of its own or more it says what it is about.
function isFragment(text: string): boolean {
  const plain = text.slice(0, maxCharacters).trim()
  const own = plain.replace(little, ' ').match(/[\p{L}\p{N}]+/gu) ?? []
  return own.length < 2 && (fragment.test(plain) || plain.split(/\s+/).length < 3)
}
