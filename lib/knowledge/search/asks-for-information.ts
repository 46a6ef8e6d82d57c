import { allWords, searchWords } from './search-words'

const question =
  /^(?:and |but |so |ok |okay |well |hi |hello |hey )*(?:who|whom|whose|what|which|when|where|why|how|can|could|may|might|do|does|did|is|are|am|was|were|will|would|shall|should|must|has|have|any)\b/
const request =
  /\b(?:tell me|show me|explain|describe|find out|look(?:ing)? for|want to know|need to know|like to know|wonder(?:ing)?|curious|information|info|details|question|help (?:me )?with|let me know|give me)\b/
const smallTalk =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|thanks?|thank you|bye|goodbye|yes|yeah|yep|no|nope|ok|okay|sure|great|fine|perfect|cool|alright|got it|sounds good|correct|right|please)\b/
const statement =
  /^(?:i am|im|i was|i have|ive|i live|i feel|my|we are|were|it is|its|this is|that is|thats|call me|he|she|they)\b/

/** False for greetings, thanks, yes and no, and what a visitor says of themselves: nothing is to be looked up for it. */
export function asksForInformation(text: string): boolean {
  const plain = text.toLowerCase().replace(/['’]/g, '').replace(/\s+/g, ' ').trim().slice(0, 2000)
  const sentences = plain.split(/(?<=[.!?])\s/)
  if (plain.includes('?') || request.test(plain) || sentences.some((each) => question.test(each))) return true
  if (searchWords(plain).length === 0 || statement.test(plain)) return false
  return !smallTalk.test(plain) || allWords(plain).length > 6
}
