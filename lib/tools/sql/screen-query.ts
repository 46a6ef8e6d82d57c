import { scanSync } from 'libpg-query'

// The parser and the walk through its tree recurse: what is larger or deeper than this would exhaust their stacks.
const maxLength = 20_000
const maxTokens = 1_000
const maxDepth = 32

const opening = new Set(['(', '[', 'case'])
const closing = new Set([')', ']', 'end'])

/** Why SQL is not even parsed, or null. The scanner is a flat loop; `loadModule` has been awaited. */
export function screenQuery(sql: string): string | null {
  if (sql.length > maxLength) return `A query may have ${maxLength} characters at most.`
  if (/\p{Cc}/u.test(sql.replace(/[\t\n\r]/g, ' '))) return 'A query may not contain control characters.'
  const words = wordsOf(sql)
  if (words === null) return 'This is no SQL.'
  if (words.length > maxTokens) return `A query may have ${maxTokens} words at most.`
  return deepestOf(words) > maxDepth ? `A query may be nested ${maxDepth} levels deep at most.` : null
}

// What cannot be cut into words, the scanner answers with something that is no JSON.
function wordsOf(sql: string): string[] | null {
  try {
    return scanSync(sql).tokens.map(({ text }) => text.toLowerCase())
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function deepestOf(words: readonly string[]): number {
  let depth = 0
  let deepest = 0
  for (const word of words) {
    if (opening.has(word)) depth += 1
    if (closing.has(word)) depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}
