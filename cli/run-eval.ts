import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { SentenceEncoder } from '@/lib/domain/knowledge'
import type { Language } from '@/lib/domain/language'
import { CliFailure, usageFailure } from './cli-failure'
import { type ExtractionFigures, evalExtraction } from './eval-extraction'
import { evalIntents, type IntentFigures } from './eval-intents'
import { evalRetrieval, type RetrievalFigures } from './eval-retrieval'
import { readEvalSet } from './eval-rows'

type Out = { write(text: string): unknown }

const usage = `npm run eval -- SET.jsonl [SET.jsonl …] [--misses]
Prints how well the embedded engine understands the rows of a set. --misses lists those it does not.`

/** `npm run eval`: reads sets and prints their figures. Returns the exit status. */
export async function runEval(given: {
  argv: readonly string[]
  language: Language
  encoder: SentenceEncoder
  stdout: Out
  stderr: Out
}): Promise<number> {
  try {
    const { files, showsMisses } = readArguments(given.argv)
    for (const file of files) {
      const lines = await figuresOf(file, given, showsMisses)
      given.stdout.write(`${file}\n${lines.join('\n')}\n`)
    }
    return 0
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error
    given.stderr.write(`${error.message}\n`)
    return error.exitCode
  }
}

function readArguments(argv: readonly string[]): { files: string[]; showsMisses: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { misses: { type: 'boolean', default: false } },
    })
    if (positionals.length === 0) throw usageFailure(usage)
    return { files: positionals, showsMisses: values.misses }
  } catch (error) {
    if (error instanceof CliFailure) throw error
    throw usageFailure(usage)
  }
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new CliFailure(`${file} cannot be read.`)
  })
}

async function figuresOf(
  file: string,
  { language, encoder }: { language: Language; encoder: SentenceEncoder },
  showsMisses: boolean,
): Promise<string[]> {
  const set = readEvalSet(await read(file))
  const intents = set.intents.length > 0 ? await evalIntents(language, set.intents) : null
  const extraction = await evalExtraction(language, set.extraction)
  const retrieval = set.retrieval.length > 0 ? await evalRetrieval(encoder, set.retrieval, file) : null
  const lines = [
    ...(intents ? intentLines(intents) : []),
    ...(extraction.length > 0 ? extractionLines(extraction) : []),
    ...(retrieval ? retrievalLines(retrieval) : []),
  ]
  const misses = [
    ...(intents?.misses ?? []),
    ...extraction.flatMap(({ type, misses }) => misses.map((one) => `${type} ${one}`)),
    ...(retrieval?.misses ?? []),
  ]
  return [...(lines.length > 0 ? lines : ['  no rows']), ...(showsMisses ? misses.map((miss) => `  - ${miss}`) : [])]
}

function intentLines(figures: IntentFigures): string[] {
  return [
    `  intents (${figures.onTopic} rows, ${figures.offTopic} off topic)`,
    `    best guess right    ${percent(figures.bestGuessRight)}`,
    `    right and accepted  ${percent(figures.rightAndAccepted)}`,
    `    wrong and accepted  ${percent(figures.wrongAndAccepted)}`,
    `    off-topic refused   ${percent(figures.offTopicRefused)}`,
  ]
}

function extractionLines(figures: readonly ExtractionFigures[]): string[] {
  return [
    '  extraction    rows  precision  recall     F1',
    ...figures.map(
      ({ type, rows, precision, recall, f1 }) =>
        `    ${type.padEnd(11)} ${String(rows).padStart(4)}      ${precision.toFixed(3)}   ${recall.toFixed(3)}  ${f1.toFixed(3)}`,
    ),
  ]
}

function retrievalLines(figures: RetrievalFigures): string[] {
  return [
    `  retrieval (${figures.answerable} rows, ${figures.offTopic} off topic)`,
    `    hit@5               ${percent(figures.hitAt5)}`,
    `    answerable kept     ${percent(figures.answerableKept)}`,
    `    off-topic refused   ${percent(figures.offTopicRefused)}`,
  ]
}

function percent(share: number): string {
  return Number.isNaN(share) ? '    –' : `${(share * 100).toFixed(1).padStart(5)} %`
}
