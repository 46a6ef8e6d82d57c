import type { FormAct } from '@/lib/domain/form'
import type { Encoder } from '@/lib/language/embedded/create-encoder'
import { actPrototypes } from './act-prototypes'

type Prototype = { act: LikeAct; vector: Float32Array }
type LikeAct = keyof typeof actPrototypes

const maxWords = 14
/** Likeness of the nearest prototype, and its lead over the nearest of another kind. `strict`: where a free text was asked. */
const limits = { loose: { least: 0.65, lead: 0.08 }, strict: { least: 0.82, lead: 0.12 } }

/** What a short message is like; null where it is like none of the acts, or most like an answer. */
export function createActLikeness(encoder: Encoder) {
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
    async actOf(text: string, signal: AbortSignal, how: keyof typeof limits): Promise<FormAct | null> {
      if (text === '' || text.split(/\s+/u).length > maxWords) return null
      const all = await prototypes()
      const [vector] = await encoder.embed([text], signal)
      const act = vector ? nearest(vector, all, limits[how]) : null
      return act === 'answer' ? null : act
    },
  }
}

async function load(encoder: Encoder): Promise<Prototype[]> {
  const texts = [...sentences()]
  const vectors = await encoder.embed(
    texts.map(({ text }) => text),
    new AbortController().signal,
  )
  return texts.flatMap(({ act }, at) => {
    const vector = vectors[at]
    return vector ? [{ act, vector }] : []
  })
}

const acts = ['skip', 'back', 'repeat', 'show', 'cancel', 'restart', 'resume', 'question', 'answer'] as const

function* sentences(): Generator<{ act: LikeAct; text: string }> {
  for (const act of acts) for (const text of actPrototypes[act]) yield { act, text }
}

function nearest(
  vector: Float32Array,
  prototypes: readonly Prototype[],
  { least, lead }: { least: number; lead: number },
): LikeAct | null {
  const best = new Map<LikeAct, number>()
  for (const { act, vector: other } of prototypes) best.set(act, Math.max(best.get(act) ?? 0, dot(vector, other)))
  const [first, second] = [...best].toSorted(([, a], [, b]) => b - a)
  return first && first[1] >= least && first[1] - (second?.[1] ?? 0) >= lead ? first[0] : null
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}
