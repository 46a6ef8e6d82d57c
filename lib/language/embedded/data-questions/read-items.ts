// A question as items: stretches of it with what they may mean in these data.
import type { Concept, Item, Quantity } from './draft'
import { singular } from './name-words'
import { readPeriod } from './read-period'
import { withoutSlips } from './spelling'
import { splitWords, type Word } from './split-words'
import type { Senses, Vocabulary } from './vocabulary'

const numberNames =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )
const tens: Readonly<Record<string, number>> = { thirty: 30, forty: 40, fifty: 50, sixty: 60, ninety: 90, hundred: 100 }
const concepts: Readonly<Record<string, Concept>> = {
  ...{ length: 'duration', duration: 'duration', runtime: 'duration' },
  ...{ size: 'size', price: 'money', cost: 'money', amount: 'money', total: 'money', value: 'money' },
  ...{ date: 'date', rating: 'rating', score: 'rating', weight: 'weight', height: 'height' },
}
const units: readonly [RegExp, Quantity['unit'], number][] = [
  [/^(?:dollars?|usd|bucks?|euros?|eur|pounds?|gbp)$/, 'money', 1],
  [/^cents?$/, 'money', 0.01],
  [/^(?:seconds?|secs?)$/, 'seconds', 1],
  [/^(?:minutes?|mins?)$/, 'seconds', 60],
  [/^(?:hours?|hrs?)$/, 'seconds', 3600],
  [/^(?:kb|kilobytes?)$/, 'bytes', 1000],
  [/^(?:mb|megabytes?)$/, 'bytes', 1_000_000],
  [/^(?:gb|gigabytes?)$/, 'bytes', 1_000_000_000],
]

type Reading = { vocabulary: Vocabulary; functionWords: ReadonlySet<string>; today: string }

export function readItems(question: string, reading: Reading): Item[] {
  const words = withoutSlips(splitWords(question), reading.vocabulary, reading.functionWords)
  const items: Item[] = []
  // Where every word has a capital, capitals say nothing.
  const hasPlain = words.slice(1).some(({ isCapital, text }) => !isCapital && /^\p{L}{3}/u.test(text))
  for (let at = 0; at < words.length; ) {
    const { item, length } = nextItem(words, at, hasPlain, reading)
    const before = items.at(-1)
    // "iron maiden": a name in small letters comes in pieces.
    if (before?.isUnknown && item.isUnknown && !before.isQuoted && !item.isQuoted)
      items[items.length - 1] = { ...before, raw: `${before.raw} ${item.raw}`, text: `${before.text} ${item.text}` }
    else items.push(item)
    at += Math.max(1, length)
  }
  return items
}

function nextItem(words: readonly Word[], at: number, hasPlain: boolean, reading: Reading) {
  const word = words[at]
  if (!word) return { item: plainItem([]), length: 1 }
  if (word.isQuoted) {
    const senses = reading.vocabulary.senses.get(keyOf([word]))
    return { item: { ...plainItem([word]), values: senses?.values ?? [], isUnknown: true, isQuoted: true }, length: 1 }
  }
  const known = longestKnown(words, at, reading)
  const dated = readPeriod(words, at, reading.today)
  const named = hasPlain ? nameRun(words, at, reading) : 0
  if (named > Math.max(known?.length ?? 0, dated?.length ?? 0))
    return { item: { ...plainItem(words.slice(at, at + named)), isUnknown: true }, length: named }
  if (dated && dated.length >= (known?.length ?? 0)) {
    const number = dated.length === 1 ? (quantity(words, at)?.number ?? null) : null
    return {
      item: { ...plainItem(words.slice(at, at + dated.length)), period: dated.period, number },
      length: dated.length,
    }
  }
  if (known) return known
  const counted = quantity(words, at)
  if (counted)
    return {
      item: { ...plainItem(words.slice(at, at + counted.length)), number: counted.number },
      length: counted.length,
    }
  const concept = concepts[singular(word.text)] ?? null
  const isUnknown = concept === null && !reading.functionWords.has(word.text)
  return { item: { ...plainItem([word]), concept, isUnknown }, length: 1 }
}

function longestKnown(words: readonly Word[], at: number, { vocabulary, functionWords }: Reading) {
  for (let length = Math.min(Math.max(2, vocabulary.longest), words.length - at); length > 0; length--) {
    const stretch = words.slice(at, at + length)
    const senses = vocabulary.senses.get(keyOf(stretch)) ?? (length === 2 ? compound(stretch, vocabulary) : null)
    if (!senses) continue
    const [only] = stretch
    // "in", "me", "or" are also states; only as they are written there.
    const values = senses.values.filter(
      ({ value }) =>
        length > 1 ||
        !only ||
        (((value.length > 2 && !functionWords.has(only.text)) || value === only.raw) && !/^\d+$/.test(value)),
    )
    if (values.length + senses.tables.length + senses.columns.length === 0) continue
    const concept = length === 1 && only ? (concepts[singular(only.text)] ?? null) : null
    return { item: { ...plainItem(stretch), ...senses, values, concept }, length }
  }
  return null
}

/** "File format": two words of one table, which it is not called by together. */
function compound([one, two]: readonly Word[], { words, senses }: Vocabulary): Senses | null {
  if (!one || !two || one.isQuoted || two.isQuoted) return null
  const [left, right] = [words.get(singular(one.text)) ?? [], words.get(singular(two.text)) ?? []]
  const both = left.filter((table) => right.includes(table))
  const own = senses.get(singular(two.text))?.tables ?? []
  const [table] = both
  return table && both.length === 1 && own.includes(table) ? { tables: [table], columns: [], values: [] } : null
}

/** "Iron Maiden", "Kings of Leon": words with capitals of which at least one is not known as anything else. */
function nameRun(words: readonly Word[], at: number, reading: Reading): number {
  let end = at
  let isNew = false
  for (let next = at; next < words.length; next++) {
    const word = words[next]
    const isJoint =
      next > at && /^(?:of|the|and|&|de|la|in|on|to|for)$/.test(word?.text ?? '') && words[next + 1]?.isCapital
    if (!word || word.isQuoted || word.text === 'i' || !(word.isCapital || (isJoint && next < words.length - 1))) break
    if (at === 0 && next === 0 && reading.functionWords.has(word.text)) return 0
    if (word.isCapital) end = next + 1
    if (word.isCapital && !isKnown(word, reading)) isNew = true
  }
  return isNew ? end - at : 0
}

function isKnown(word: Word, { vocabulary, functionWords, today }: Reading): boolean {
  return functionWords.has(word.text) || vocabulary.senses.has(keyOf([word])) || readPeriod([word], 0, today) !== null
}

function quantity(words: readonly Word[], at: number): { number: Quantity; length: number } | null {
  const text = words[at]?.text ?? ''
  const next = words[at + 1]?.text ?? ''
  // "a dollar", "half an hour": of a unit only.
  const many = text === 'half' && /^an?$/.test(next) ? 0.5 : /^an?$/.test(text) ? 1 : null
  if (many !== null) {
    const length = many === 1 ? 1 : 2
    const of = units.find(([pattern]) => pattern.test(words[at + length]?.text ?? ''))
    return of ? { number: { value: many * of[2], unit: of[1] }, length: length + 1 } : null
  }
  const named = tens[text] ?? numberNames.indexOf(text)
  const [, sign = '', figures = ''] = /^([$€£]?)(\d[\d,]*(?:\.\d+)?)$/.exec(text) ?? []
  const value = named >= 0 ? named : figures === '' ? null : Number(figures.replaceAll(',', ''))
  if (value === null) return null
  const unit = units.find(([pattern]) => pattern.test(next))
  if (unit) return { number: { value: Number((value * unit[2]).toPrecision(12)), unit: unit[1] }, length: 2 }
  return { number: { value, unit: sign === '' ? null : 'money' }, length: 1 }
}

function keyOf(words: readonly Word[]): string {
  const texts = words.map(({ text }) => text)
  return [...texts.slice(0, -1), singular(texts.at(-1) ?? '')].join(' ')
}

function plainItem(words: readonly Word[]): Item {
  const raw = words.map((word) => word.raw).join(' ')
  return {
    ...{ raw, text: raw.toLowerCase(), tables: [], columns: [], concept: null, values: [], number: null, period: null },
    ...{ isUnknown: false, isQuoted: false },
  }
}

/** The words of each item, a letter for each thing that it may be, and its place: what patterns are matched on. */
export function tagged(items: readonly Item[]): string {
  return items
    .map((item, at) => {
      const letters = [
        item.tables.length > 0 ? 'T' : '',
        item.columns.length > 0 ? 'C' : '',
        item.concept ? 'K' : '',
        item.values.length > 0 ? 'V' : '',
        item.number ? 'N' : '',
        item.period ? 'D' : '',
        item.isUnknown ? 'U' : '',
      ].join('')
      return letters === '' ? item.text : `${item.text.replaceAll(/[\s<>]+/g, '_')}<${letters}${at}>`
    })
    .join(' ')
}
