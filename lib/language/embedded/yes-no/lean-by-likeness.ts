import type { Encoder } from '../create-encoder'
import { numberWordsSource } from '../extraction/number-words'
import { yesNoPrototypes } from './yes-no-prototypes'

type Side = keyof typeof yesNoPrototypes
type Prototype = { side: Side; isNegated: boolean; vector: Float32Array }

type Leaning = { value: boolean; confidence: number }

export type YesNoLeaning = ReturnType<typeof createYesNoLeaning>

const negation =
  /\b(?:no|not|never|none|nothing|nobody|without|hardly|cannot|un(?:able|acceptable|necessary|comfortable)|\w{2,8}n['’]?t)\b/iu
const question =
  /\?|^(?:what|why|how|who|whom|whose|when|where|which|can|could|do|does|did|is|are|would|will|should|may) /iu
/** A number or an address answers something else. */
const otherValue = new RegExp(`[\\d@]|\\b${numberWordsSource}\\b`, 'iu')
const maxWords = 12
/** Likeness of the nearest prototype, and its lead over the nearest of another side: chosen so that precision stays above recall. */
const leastLikeness = 0.68
const leastLead = 0.1

/**
 * Whether a short answer is like those that consent or those that refuse. Only prototypes of the same polarity count, as
 * sentence vectors hardly tell "I want that" from "I don't want that". Null where it is like neither.
 */
export function createYesNoLeaning(encoder: Encoder) {
  let loading: Promise<Prototype[]> | null = null
  const prototypes = () => {
    loading ??= load(encoder).catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
  return {
    warm: prototypes,
    async lean(text: string, signal: AbortSignal): Promise<Leaning | null> {
      const said = text.trim()
      if (said === '' || said.split(/\s+/u).length > maxWords || question.test(said) || otherValue.test(said))
        return null
      const all = await prototypes()
      const [vector] = await encoder.embed([said], signal)
      return vector ? nearest(vector, negation.test(said), all) : null
    },
  }
}

async function load(encoder: Encoder): Promise<Prototype[]> {
  const texts = [...sides()]
  const vectors = await encoder.embed(
    texts.map(({ text }) => text),
    new AbortController().signal,
  )
  return texts.flatMap(({ side, text }, at) => {
    const vector = vectors[at]
    return vector ? [{ side, isNegated: negation.test(text), vector }] : []
  })
}

function* sides(): Generator<{ side: Side; text: string }> {
  for (const side of ['yes', 'no', 'neither'] as const) for (const text of yesNoPrototypes[side]) yield { side, text }
}

function nearest(vector: Float32Array, isNegated: boolean, prototypes: readonly Prototype[]): Leaning | null {
  const best = { yes: 0, no: 0, neither: 0 }
  for (const { side, isNegated: theirs, vector: other } of prototypes)
    if (side === 'neither' || theirs === isNegated) best[side] = Math.max(best[side], dot(vector, other))
  const [side, rival] = best.yes > best.no ? (['yes', 'no'] as const) : (['no', 'yes'] as const)
  const lead = best[side] - Math.max(best[rival], best.neither)
  return best[side] >= leastLikeness && lead >= leastLead
    ? { value: side === 'yes', confidence: Math.round(best[side] * 80) / 100 }
    : null
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}
