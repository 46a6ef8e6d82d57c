import { toWords } from './words'

const refusal =
  /\b(?:(?:do|did|does|would|will|can|am|are|is) ?n[o']t|don'?t|dont|won'?t|not|never|no longer)\s+(?:\w+\s+){0,2}?(?:want|need|wish|like|looking|interested|going|ready|trying|care)\b/iu

/** True where the message says the example in its own words: the same, or inside a slightly longer message, and not refused. */
export function saysExample(message: string, example: string): boolean {
  const said = toWords(message.slice(0, 600))
  const wanted = toWords(example)
  if (wanted.length === 0 || refuses(message) !== refuses(example)) return false
  if (said.join(' ') === wanted.join(' ')) return true
  return (
    wanted.length >= 3 && said.length <= wanted.length + 6 && ` ${said.join(' ')} `.includes(` ${wanted.join(' ')} `)
  )
}

/** "I don't want to book": near to the example in every word, and its opposite. */
export function refuses(message: string): boolean {
  return refusal.test(message.slice(0, 600))
}
