import { backgroundSentences } from '@/lib/language/embedded/intents/background-sentences'
import { learnTermWeights } from '@/lib/language/embedded/intents/term-weights'
import { toWords } from '@/lib/language/embedded/intents/words'

const most = 10
const background = learnTermWeights(backgroundSentences)

// Words that carry no subject, as `toWords` leaves them.
const empty = new Set(
  toWords(
    `a about above after again all also am an and any are as at be because been before being below between both but by can
    cannot could did do does doing dont down during each few for from further get give go going gonna good got great had has
    have having he hello help her here hers hey hi him his how i id if ill im in into is isnt it its ive just know let like
    look lot make many may maybe me mean might more most much must my need never next nice no nope not now of off oh ok okay
    on once one only or other our out over own please really right said same say see she should since so some something
    soon still such sure take tell than thank thanks that thats the their them then there these they thing think this those
    through to today tomorrow too two under until up us use very want was way we well were what whats when where which while
    who why will with wont would yeah yep yes yet you youre your yours`,
  ),
)

/** What a conversation's visitor kept naming: words that are frequent in it and rare elsewhere, most telling first. */
export function findKeywords(texts: readonly string[]): string[] {
  const counted = new Map<string, { times: number; written: string }>()
  for (const written of texts.flatMap(writtenWords)) {
    const [word] = toWords(written)
    if (!word || word.length < 3 || empty.has(word) || /^\d/.test(word)) continue
    const known = counted.get(word)
    counted.set(word, { times: (known?.times ?? 0) + 1, written: shorter(known?.written, written.toLowerCase()) })
  }
  return [...counted]
    .map(([word, { times, written }]) => ({ written, weight: times * background.weight(word) }))
    .toSorted((a, b) => b.weight - a.weight || (a.written < b.written ? -1 : 1))
    .slice(0, most)
    .map(({ written }) => written)
}

function writtenWords(text: string): string[] {
  return text.slice(0, 2000).match(/[\p{L}\p{M}'’]{1,40}/gu) ?? []
}

// "Appointments" and "appointment" are one word: it is told as it was written shortest.
function shorter(known: string | undefined, written: string): string {
  return known !== undefined && known.length <= written.length ? known : written
}
