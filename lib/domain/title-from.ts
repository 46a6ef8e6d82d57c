const longest = 50

/** What a conversation is called by some clients before it has a title. */
export const untitled = 'New Conversation'

/** The title of a conversation that begins with these words; null where there are none. Contract 3. */
export function titleFrom(text: string): string | null {
  const [first, ...rest] = text.trim().replace(/\s+/g, ' ').slice(0, 200)
  if (first === undefined) return null
  const letters = [first.toUpperCase(), ...rest]
  return (letters.length > longest ? [...letters.slice(0, longest - 3), '...'] : letters).join('')
}
