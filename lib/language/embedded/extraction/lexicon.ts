import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type Tagger from 'compromise/two'
import { z } from 'zod'
import { createLru } from '../create-lru'

type Words = {
  tagger: typeof Tagger
  /** Words with the tags that the tagger starts from, before it looks at their neighbours. */
  lexicon: Readonly<Record<string, unknown>>
  names: ReadonlySet<string>
}

const require = createRequire(import.meta.url)
let loaded: Words | null = null

/**
 * The tagger and a list of 197,000 names: a few tenths of a second and tens of megabytes, so only where they are used. Call it
 * at a start to have them ready.
 */
export function loadWords(): Words {
  if (loaded) return loaded
  const tagger: typeof Tagger = require('compromise/two')
  const { lexicon } = z
    .object({ one: z.object({ lexicon: z.record(z.string(), z.unknown()) }) })
    .parse(tagger.model()).one
  loaded = { tagger, lexicon, names: readNames() }
  return loaded
}

const nameTags = new Set(['FirstName', 'MaleName', 'FemaleName', 'LastName', 'Person'])
const properTags = new Set([...nameTags, 'ProperNoun'])
const otherTags = new Set(
  'Adjective Verb Gerund PastTense PresentTense Infinitive Adverb Demonym Country Region Place City Organization WeekDay Month Date Preposition Pronoun Conjunction Determiner Value QuestionWord Negative Currency'.split(
    ' ',
  ),
)

/** On the list of names, which has many everyday words too. */
export function isListedName(word: string): boolean {
  const { names } = loadWords()
  const lower = word.toLowerCase().replaceAll('’', "'")
  return names.has(lower) || (lower.includes('-') && lower.split('-').every((part) => names.has(part)))
}

/** Name by name out of the JSON text: parsed as an object it would take tens of megabytes more. */
function readNames(): Set<string> {
  const listed = readFileSync(require.resolve('humannames'), 'utf8').toLowerCase()
  const names = new Set<string>()
  for (const [, name] of listed.matchAll(/"([^"]+)":/gu)) if (name) names.add(name)
  return names
}

/**
 * What a word is where it stands, `at` its first letter. `name`: known as one and nothing else; `proper`: reads as a name there; `other`: an everyday
 * word, a place, a day; `unknown`: none of these.
 */
export function wordRole(text: string, at: number, word: string): 'name' | 'proper' | 'other' | 'unknown' {
  if (knownTags(word).some((tag) => nameTags.has(tag))) return 'name'
  const tags = tagsIn(text).get(at) ?? []
  if (tags.some((tag) => nameTags.has(tag))) return 'name'
  if (tags.some((tag) => otherTags.has(tag))) return 'other'
  return tags.some((tag) => properTags.has(tag)) ? 'proper' : 'unknown'
}

/** In the dictionary, as a word of any kind. */
export function isEverydayWord(word: string): boolean {
  return knownTags(word).length > 0
}

/** A city, region or country that hardly anybody is called by. */
export function isPlace(word: string): boolean {
  return !namesToo.has(word.toLowerCase()) && knownTags(word).some((tag) => placeTags.has(tag))
}

function knownTags(word: string): string[] {
  return [loadWords().lexicon[word.toLowerCase()]].flat().filter((tag) => typeof tag === 'string')
}

const placeTags = new Set(['City', 'Region', 'Country', 'Place'])
const namesToo = new Set(
  'adelaide alexandria aurora austin brooklyn carolina chad charlotte chelsea cheyenne dakota dallas denver diego eugene florence francisco georgia houston india israel jackson jordan jose kingston lincoln london lourdes madison orlando phoenix regina san santiago savannah sofia sydney troy tyler victoria virginia'.split(
    ' ',
  ),
)

const termsSchema = z.array(
  z.object({
    terms: z.array(z.object({ text: z.string(), tags: z.array(z.string()), offset: z.object({ start: z.number() }) })),
  }),
)
/** Tagging is the costly part, and one message is asked about many times in a row. */
const tagged = createLru<ReadonlyMap<number, readonly string[]>>(8)

/** The tagger's tags by where their word begins. */
function tagsIn(text: string): ReadonlyMap<number, readonly string[]> {
  const known = tagged.get(text)
  if (known) return known
  const sentences = termsSchema.parse(loadWords().tagger(text).json({ offset: true }))
  const terms = sentences.flatMap((sentence) => sentence.terms).filter((term) => term.text !== '')
  const tags = new Map(terms.map((term): [number, readonly string[]] => [term.offset.start, term.tags]))
  tagged.set(text, tags)
  return tags
}
