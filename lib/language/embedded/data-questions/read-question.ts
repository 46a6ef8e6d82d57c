// Questions to a data source without a model: one SELECT where every word was understood, else a refusal.
import type { DataSchema, IdentityRule } from '@/lib/domain/data-source'
import { smallTalkIn } from '../small-talk'
import type { Draft, Item } from './draft'
import { followUp } from './follow-up'
import { type Ground, NotSure } from './ground'
import { plural } from './name-words'
import { otherWordings } from './other-wordings'
import { functionWords, parseQuestion } from './parse-question'
import { readItems } from './read-items'
import { readName } from './read-name'
import { renderSql } from './render-sql'
import { type Rows, sayAnswer } from './say-answer'
import { tieQuestion } from './tie-question'
import { allowedTables, phraseKey, schemaAsRead, vocabularyOf } from './vocabulary'

export type QuestionRequest = {
  question: string
  /** What the same person said before, oldest first. */
  earlier: readonly string[]
  schema: DataSchema
  identityTable: IdentityRule | null
  /** Milliseconds since the epoch. */
  now: number
  timeZone: string
}

export type ReadQuestion =
  | { kind: 'query'; sql: string; meaning: string; answer: (rows: Rows) => string }
  | { kind: 'refused'; why: string; can: string[] }
  | { kind: 'small-talk' }
  | { kind: 'name'; first: string; last: string }

/** Reads a question by the words of the schema. Throws nothing. What is not surely understood is refused. */
export function readQuestion(asked: QuestionRequest): ReadQuestion {
  const request = { ...asked, schema: schemaAsRead(asked.schema) }
  const { question, earlier, schema, identityTable } = request
  if (smallTalkIn(question)) return { kind: 'small-talk' }
  const isOther = (word: string) => functionWords.has(word) || vocabularyOf(schema).senses.has(phraseKey(word))
  const name = readName(question, isOther)
  if (name) return { kind: 'name', ...name }
  const ground: Ground = { schema, identity: identityTable }
  const read = readAt([...earlier.slice(-8), question], request, ground)
  if ('query' in read) return read.query
  return { kind: 'refused', why: reasons[read.why] ?? notUnderstood, can: examples(ground) }
}

type Query = Extract<ReadQuestion, { kind: 'query' }>
type Understood = { draft: Draft; query: Query } | { why: string }

const notUnderstood = 'I did not understand all of that question'
const reasons: Readonly<Record<string, string>> = {
  others: 'I can only answer from what is yours, not from what belongs to others',
  nobody: 'These data do not say who you are',
  which: 'That question could be about more than one thing here',
  measure: 'I do not know by what to measure that',
}

/** The last of these messages; where it does not stand alone, as a change of the one before it. */
function readAt(messages: readonly string[], request: QuestionRequest, ground: Ground): Understood {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: request.timeZone }).format(request.now)
  const reading = { vocabulary: vocabularyOf(request.schema), functionWords, today }
  const earlier = messages.slice(0, -1)
  while (earlier.length > 0 && isNoQuestion(earlier.at(-1) ?? '')) earlier.pop()
  const wordings = otherWordings(messages.at(-1) ?? '').map(({ text, aside }) => ({
    items: readItems(text, reading),
    isMeant: aside === null ? () => true : isBeside(readItems(aside, reading)),
  }))
  const read = (parse: (items: readonly Item[]) => Draft[]) => {
    const tried = wordings.map(({ items, isMeant }) => firstThatTies(parse(items).filter(isMeant), ground))
    return (
      tried.find((one) => 'draft' in one) ??
      tried.find((one) => 'why' in one && one.why !== 'words') ?? { why: 'words' }
    )
  }
  const whole = read(parseQuestion)
  if ('draft' in whole || earlier.length === 0) return whole
  const before = readAt(earlier, request, ground)
  if (!('draft' in before)) return whole
  const followed = read((items) => followUp(before.draft, items))
  return 'draft' in followed ? followed : whole
}

/** Nothing of the data in what was said beside it, and a condition in the question itself. */
function isBeside(items: readonly Item[]): (draft: Draft) => boolean {
  const isPlain = items.every(
    ({ raw, values, number, period, isQuoted, isUnknown }) =>
      values.length === 0 && !number && !period && !isQuoted && !(isUnknown && /\p{Lu}/u.test(raw)),
  )
  return ({ filters }) => isPlain && filters.length > 0
}

function isNoQuestion(text: string): boolean {
  return smallTalkIn(text) !== null || readName(text, () => false) !== null
}

function firstThatTies(drafts: readonly Draft[], ground: Ground): Understood {
  let why = 'words'
  for (const draft of drafts) {
    try {
      const tied = tieQuestion(draft, ground)
      const rendered = renderSql(tied, draft.limit)
      const answer = (rows: Rows) => sayAnswer(draft, tied, rendered, rows)
      return { draft, query: { kind: 'query', sql: rendered.sql, meaning: meaningOf(draft, tied.isMine), answer } }
    } catch (error) {
      if (!(error instanceof NotSure)) throw error
      why = why === 'words' ? error.message : why
    }
  }
  return { why }
}

function meaningOf({ kind, base, rank, isSales }: Draft, isMine: boolean): string {
  const noun = base?.text ?? (isSales ? 'sales' : 'money spent')
  const what = {
    count: 'the number of ',
    sum: 'the sum of ',
    average: 'the average of ',
    range: 'the lowest and the highest of ',
    list: rank ? `the ${rank.said} of ` : '',
  }[kind]
  return `${what}${isMine ? 'your ' : ''}${noun}`
}

function examples({ schema, identity }: Ground): string[] {
  const tables = allowedTables(schema)
  const own = tables.find(({ name }) => identity?.rows.some(({ table, path }) => table === name && path.length === 1))
  const open = tables.find(
    ({ name }) => !identity?.rows.some(({ table }) => table === name) && name !== identity?.table,
  )
  const noun = (table: typeof own) =>
    table &&
    plural(
      table.synonyms[0] ??
        table.name
          .replace(/([a-z])([A-Z])/g, '$1 $2')
          .replaceAll('_', ' ')
          .toLowerCase(),
    )
  return [
    ...(own ? [`How many ${noun(own)} do I have?`, `List my ${noun(own)}`] : []),
    ...(open ? [`How many ${noun(open)} are there?`] : []),
  ]
}
