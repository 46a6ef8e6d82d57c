import type { Language } from '@/lib/domain/language'
import { understandWith } from './eval-call'
import type { IntentRow } from './eval-rows'

/** What authors get who set none. */
const threshold = 0.7

/** Shares of 0–1: the first three of the rows with an intent, the last of those without. */
export type IntentFigures = {
  onTopic: number
  offTopic: number
  bestGuessRight: number
  rightAndAccepted: number
  wrongAndAccepted: number
  offTopicRefused: number
  misses: string[]
}

/** Classifies every row as a node with these intents would. */
export async function evalIntents(language: Language, rows: readonly IntentRow[]): Promise<IntentFigures> {
  const judged = []
  for (const row of rows) {
    const { intents } = await understandWith(language, { text: row.text, intents: questionOf(row) })
    const best = intents?.scores[0]
    judged.push({ row, isRight: best?.id === row.gold, isAccepted: (best?.score ?? 0) >= threshold, best })
  }
  const onTopic = judged.filter(({ row }) => row.gold !== null)
  const offTopic = judged.filter(({ row }) => row.gold === null)
  const misses = judged
    .filter(({ isRight, isAccepted, row }) => (row.gold === null ? isAccepted : !isRight || !isAccepted))
    .map(
      ({ row, best, isAccepted }) =>
        `${isAccepted ? 'accepted' : 'refused'} “${row.text}”: wanted ${row.gold ?? 'none'}, heard ${best?.id} ${best?.score.toFixed(2)}`,
    )
  return {
    onTopic: onTopic.length,
    offTopic: offTopic.length,
    bestGuessRight: share(onTopic, ({ isRight }) => isRight),
    rightAndAccepted: share(onTopic, ({ isRight, isAccepted }) => isRight && isAccepted),
    wrongAndAccepted: share(onTopic, ({ isRight, isAccepted }) => !isRight && isAccepted),
    offTopicRefused: share(offTopic, ({ isAccepted }) => !isAccepted),
    misses,
  }
}

function questionOf({ node }: IntentRow) {
  return { intents: node.intents.map((intent) => ({ ...intent, id: intent.name })), threshold, context: [] }
}

function share<T>(rows: readonly T[], holds: (row: T) => boolean): number {
  return rows.length === 0 ? Number.NaN : rows.filter(holds).length / rows.length
}
