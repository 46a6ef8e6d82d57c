import type { OwnWords } from '@/lib/domain/workflow'

type Kind = keyof OwnWords

// Whole messages only: with anything else in it, a message is about that. Bounded, and read from a short text.
const kinds: readonly { kind: Kind; said: RegExp }[] = [
  {
    kind: 'greeting',
    said: /^(?:(?:hi+|hey+|hello|hiya|howdy|greetings|yo|good (?:morning|afternoon|evening|day))(?: there| all| everyone| again| nancy)?|(?:hi |hello |hey )?how are you(?: doing)?(?: today)?|whats up|nice to meet you)$/,
  },
  {
    kind: 'thanks',
    said: /^(?:(?:ok |okay |great |perfect |good |oh )?(?:thanks?(?: you)?|thx|ty|cheers|much appreciated)(?: (?:so much|very much|a lot|again|for (?:your|the|all the|all your) (?:help|info|information|time)))?|(?:thats|that is|that was) (?:very |really )?(?:helpful|kind|great|all i needed)(?: thanks?(?: you)?)?)$/,
  },
  {
    kind: 'goodbye',
    said: /^(?:(?:ok |okay |thanks |thank you |thanks a lot )?(?:good ?bye|bye(?: bye)?|see you(?: later| soon)?|take care|have a (?:nice|good|great|lovely) (?:day|evening|one|weekend))(?: for now| then)?)$/,
  },
  {
    kind: 'about',
    said: /^(?:(?:so |and |but |hi |hello )?(?:who|what) are you|(?:who|what) am i (?:talking|speaking|chatting) (?:to|with)|are you (?:a |an |a real )?(?:bot|robot|human|person|real person|machine|ai|chatbot|real)|is this (?:a )?(?:bot|robot|human|real person|chatbot|ai)|whats your name|what is your name|what (?:can|do) you do|what can you help(?: me)? with|introduce yourself|tell me about yourself)$/,
  },
]

/** What kind of small talk the whole message is, if it is any. */
export function smallTalkIn(text: string): Kind | null {
  const plain = text
    .slice(0, 120)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return text.length > 120 ? null : (kinds.find(({ said }) => said.test(plain))?.kind ?? null)
}
