// npm run bench:language: what the embedded engine understands of the held-out sets, and what that costs. Ends with 1 where a
// figure misses what it must be.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { evalExtraction } from '@/cli/eval-extraction'
import { evalIntents } from '@/cli/eval-intents'
import { evalRetrieval } from '@/cli/eval-retrieval'
import { readEvalSet } from '@/cli/eval-rows'
import { createEmbeddedLanguage } from '@/lib/language/embedded/create-embedded-language'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { atLeast, atMost, type Figure, figureLines } from './language/figure'
import { measureCost } from './language/measure-cost'
import { machineLine } from './report'

const fileOf = (name: string) => `bench/language/${name}.held.jsonl`
const setOf = (name: string) => readEvalSet(readFileSync(fileOf(name), 'utf8'))

/** What each type's F1 must be, and where it aims. */
const wanted = {
  first_name: [0.95, 0.97],
  date: [0.9, 0.94],
  time: [0.93, 0.96],
  number: [0.96, 0.98],
  email: [0.97, 0.99],
  phone: [0.97, 0.99],
  zip_code: [0.97, 0.99],
} as const

const encoder = createEncoder({ workerUrl: pathToFileURL('lib/language/embedded/encoder.worker.ts') })
const language = createEmbeddedLanguage({ encoder })
const distinct = setOf('intents')
const cost = await measureCost(language, distinct.intents)
const figures = [
  ...(await intentFigures()),
  ...(await extractionFigures()),
  ...(await retrievalFigures()),
  ...costFigures(),
]
console.log(`${machineLine('language')}\n\n${figureLines(figures).join('\n')}`)
if (figures.some(({ value, must }) => must && !must.isMet(value))) process.exitCode = 1
await encoder.close()

async function intentFigures(): Promise<Figure[]> {
  const usual = await evalIntents(language, distinct.intents)
  const related = await evalIntents(language, setOf('banking').intents)
  const far = await evalIntents(language, setOf('far-wordings').intents)
  const farRelated = await evalIntents(language, setOf('far-banking').intents)
  const shares = (name: string, of: typeof far): Figure[] => [
    { name: `${name}: best guess right`, value: 100 * of.bestGuessRight, unit: '%' },
    { name: `${name}: right and accepted`, value: 100 * of.rightAndAccepted, unit: '%' },
    { name: `${name}: wrong and accepted`, value: 100 * of.wrongAndAccepted, unit: '%' },
  ]
  return [
    {
      name: 'distinct intents: best guess right',
      value: 100 * usual.bestGuessRight,
      unit: '%',
      must: atLeast(95),
      aim: atLeast(97),
    },
    {
      name: 'distinct intents: right and accepted',
      value: 100 * usual.rightAndAccepted,
      unit: '%',
      must: atLeast(82),
      aim: atLeast(88),
    },
    {
      name: 'distinct intents: wrong and accepted',
      value: 100 * usual.wrongAndAccepted,
      unit: '%',
      must: atMost(2),
      aim: atMost(1),
    },
    {
      name: 'distinct intents: off-topic refused',
      value: 100 * usual.offTopicRefused,
      unit: '%',
      must: atLeast(95),
      aim: atLeast(97),
    },
    {
      name: 'related intents: best guess right',
      value: 100 * related.bestGuessRight,
      unit: '%',
      must: atLeast(83),
      aim: atLeast(89),
    },
    {
      name: 'related intents: wrong and accepted',
      value: 100 * related.wrongAndAccepted,
      unit: '%',
      must: atMost(7),
      aim: atMost(4),
    },
    ...shares('distinct, far wordings', far),
    ...shares('related, far wordings', farRelated),
  ]
}

async function extractionFigures(): Promise<Figure[]> {
  const found = await evalExtraction(language, setOf('extraction').extraction)
  return found.flatMap(({ type, f1, precision, recall }): Figure[] => {
    if (type === 'yes_no')
      return [
        { name: 'yes_no precision', value: precision, unit: '', must: atLeast(0.99), aim: atLeast(0.99) },
        { name: 'yes_no recall', value: recall, unit: '', must: atLeast(0.85), aim: atLeast(0.92) },
      ]
    const [must, aim] = wanted[type]
    return [{ name: `${type} F1`, value: f1, unit: '', must: atLeast(must), aim: atLeast(aim) }]
  })
}

async function retrievalFigures(): Promise<Figure[]> {
  const of = (name: string) => evalRetrieval(encoder, setOf(name).retrieval, fileOf(name))
  const usual = await of('articles')
  const paraphrased = await of('retrieval')
  const figure = (name: string, share: number, must: number, aim: number): Figure => ({
    ...{ name: `retrieval: ${name}`, value: 100 * share, unit: '%' },
    ...{ must: atLeast(must), aim: atLeast(aim) },
  })
  const further = (name: string, share: number): Figure => ({
    ...{ name: `retrieval, paraphrased: ${name}`, value: 100 * share, unit: '%' },
  })
  return [
    figure('hit@5', usual.hitAt5, 96, 99),
    figure('answerable kept', usual.answerableKept, 88, 93),
    figure('off-topic refused', usual.offTopicRefused, 85, 90),
    further('hit@5', paraphrased.hitAt5),
    further('answerable kept', paraphrased.answerableKept),
    further('off-topic refused', paraphrased.offTopicRefused),
  ]
}

function costFigures(): Figure[] {
  return [
    { name: 'understand p95', value: cost.p95Ms, unit: 'ms', must: atMost(150), aim: atMost(60) },
    { name: 'resident memory added', value: cost.addedMb, unit: 'MB', must: atMost(350), aim: atMost(250) },
    {
      name: 'longest block of the event loop',
      value: cost.longestBlockMs,
      unit: 'ms',
      must: atMost(20),
      aim: atMost(10),
    },
  ]
}
