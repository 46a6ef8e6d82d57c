import { createRequire } from 'node:module'
import nlp from 'compromise/two'
import { z } from 'zod'
import { createLru } from '../create-lru'

// A list of 197,000 names is a JSON file of its own package: read through require, so that no bundler copies it.
const listed: Record<string, number> = createRequire(import.meta.url)('humannames')
const names = new Set(Object.keys(listed).map((name) => name.toLowerCase()))

/** Words with the tags that the tagger starts from, before it looks at their neighbours. */
const { lexicon } = z.object({ one: z.object({ lexicon: z.record(z.string(), z.unknown()) }) }).parse(nlp.model()).one

const nameTags = new Set(['FirstName', 'MaleName', 'FemaleName', 'LastName', 'Person'])
const properTags = new Set([...nameTags, 'ProperNoun'])
const otherTags = new Set(
  'Adjective Verb Gerund PastTense PresentTense Infinitive Adverb Demonym Country Region Place City Organization WeekDay Month Date Preposition Pronoun Conjunction Determiner Value QuestionWord Negative Currency'.split(
    ' ',
  ),
)

/** On the list of names, which has many everyday words too. */
export function isListedName(word: string): boolean {
  const lower = word.toLowerCase().replaceAll('’', "'")
  return names.has(lower) || (lower.includes('-') && lower.split('-').every((part) => names.has(part)))
}

/**
 * What a word is where it stands, `at` its first letter. `name`: known as one and nothing else; `proper`: reads as a name there; `other`: an everyday
 * word, a place, a day; `unknown`: none of these.
 */
export function wordRole(text: string, at: number, word: string): 'name' | 'proper' | 'other' | 'unknown' {
  if ([lexicon[word.toLowerCase()]].flat().some((tag) => typeof tag === 'string' && nameTags.has(tag))) return 'name'
  const tags = tagsIn(text).get(at) ?? []
  if (tags.some((tag) => nameTags.has(tag))) return 'name'
  if (tags.some((tag) => otherTags.has(tag))) return 'other'
  return tags.some((tag) => properTags.has(tag)) ? 'proper' : 'unknown'
}

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
  const sentences = termsSchema.parse(nlp(text).json({ offset: true }))
  const terms = sentences.flatMap((sentence) => sentence.terms).filter((term) => term.text !== '')
  const tags = new Map(terms.map((term): [number, readonly string[]] => [term.offset.start, term.tags]))
  tagged.set(text, tags)
  return tags
}
