import type { PassageView } from './chatbot-wire'
import { markQuote, type QuotePart } from './mark-quote'

export type FoundPassage = {
  heading: string | null
  page: number | null
  before: string | null
  parts: readonly QuotePart[]
  after: string | null
}

/** The passage that was quoted, with its neighbours. `read` gives those from a place on, none past the end. Null: it is not there any more. */
export async function findPassage(
  read: (offset: number) => Promise<{ passages: PassageView[] }>,
  quote: string,
): Promise<FoundPassage | null> {
  const known: PassageView[] = []
  for (;;) {
    const { passages } = await read(known.length)
    if (passages.length === 0) return null
    const from = known.length
    known.push(...passages)
    const place = known.findIndex(({ text }, index) => index >= from && markQuote(text, quote) !== null)
    if (place === -1) continue
    // One more, where it stands at the end of what was read.
    if (place === known.length - 1) known.push(...(await read(known.length)).passages)
    return around(known, place, quote)
  }
}

function around(known: readonly PassageView[], place: number, quote: string): FoundPassage | null {
  const passage = known[place]
  const parts = passage && markQuote(passage.text, quote)
  if (!passage || !parts) return null
  const { heading, page } = passage
  return { heading, page, parts, before: known[place - 1]?.text ?? null, after: known[place + 1]?.text ?? null }
}
