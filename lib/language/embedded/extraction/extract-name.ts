import type { ExtractionContext, Extractor } from './extractor'
import { lastNameFirst } from './last-name-first'
import { isEverydayWord, isListedName, isPlace, wordRole } from './lexicon'
import { isParticle, type NameWord, nameCase, nameWords, startsWithHonorific, withoutHonorific } from './name-words'
import { notNames, rarelyNames } from './not-names'
import { type Candidate, pickCandidate, takesBack } from './pick-candidate'

export type NamePart = 'first' | 'last' | 'full'

const announced =
  /\b(?:(?:my |the )?(?:first |full |given |user ?|legal )?name(?:\s?['’]?s|\s+is|\s+would be|\s?[:=-])|(?:my |the )?first name|call me|(?:named|christened) me|i was (?:born|christened|named|baptized)|let['’]?s use|i go by|(?:people|they|friends|everyone|everybody|folks)(?: just| all| mostly| usually)? (?:calls?|knows?|says?)(?: me)?(?: as| by)?|i(?:['’]?m| am) (?:called|named)|me llamo|mi nombre es|je m['’]appelle|ich hei(?:ß|ss)e|mein name ist|(?:under|in) the name(?: of)?|(?:known|registered|listed) as|(?:have|got|put|write) me(?: down)? (?:as|under))[\s:]{1,3}(?:(?:is|actually|just|simply|uh+|um+),? ){0,2}/giu
const announcedLast = /\b(?:my |the )?(?:last name|surname|family name)(?:\s?['’]?s|\s+is|\s?[:=-])?[\s:]{1,3}/giu
const presented =
  /\b(?:i['’]?m|i am|this is|it['’]?s|it is|it would be|it['’]d be|i (?:said|meant)|(?:reservation|booking|appointment|order|table)(?: is|['’]s| will be| should be| goes| would be)? (?:for|under)|(?:book|put|place|make) it (?:under|for)|that['’]?s|that would be|(?:you can |just |please )?(?:write|put)(?: down)?|but(?: i prefer| just)?|you(?:['’]re| are) (?:speaking|talking) (?:to|with))\s{1,2}(?:(?:uh+|um+|me),? )?/giu
const signed = /(?:^|[\s,.!(])((?:[\p{L}][\p{L}\p{M}'’-]{1,25}\s){1,3})(?:here|speaking|calling)\b/giu
/** "Kate with a K", "Jon without an h" */
const spelling =
  /\s(?:with(?:out)?|spelled|spelt)(?: an?| one| two| the)?(?: (?:silent|double))? \p{L}{1,2}(?:['’]?s)?(?=[^\p{L}]*$)/iu
const between =
  /[\d,;:\n.!?/|()"“”&+=]+|\b(?:and|zip|code|postal|phone|email|number|from|in|is|my|the|first|last|name|it['’]?s)\b/iu
const opener =
  /^\s*(?:yes|yeah|yep|yup|sure|ok|okay|of course|um+|uh+|well|so|oh|please|sorry|no|actually|hmm+)\b[\s,.!-]*/iu
/** "For Annika": of lower-case words, few after it are names. */
const purpose = /^(?:[Ff]or|[Uu]nder) (?=\p{Lu}\p{Ll})/u
const courtesy = /\s(?:again|please|pls|thanks|thank you|thx|cheers|obviously|of course|i guess)[\s!]*$/iu
const address =
  /^\s*(?:hi|hello|hey|hiya|dear|thanks|thank you|thx|bye|goodbye|good (?:morning|afternoon|evening))\b[\s!]*/iu

/** The visitor's own name, capitalised: announced ("call me Bob"), presented ("it's Jack"), signed ("jack here") or, asked, alone. */
export function extractName(part: NamePart): Extractor {
  return (text, context) => {
    const said = text
      .slice(0, 800)
      .replace(spelling, blank)
      .replace(/\S+@\S+/gu, blank)
    const listed = context.asked ? lastNameFirst(said) : null
    if (listed) return toFound(partOf({ words: listed, confidence: 0.85 }, part, context)[0] ?? null)
    const found = [
      ...afterCue(said, announced, 0.97, (words) => believable(said, words, 'announced')),
      ...afterCue(said, presented, 0.9, (words) => believable(said, words, 'presented')),
      ...signatures(said),
    ]
    const surnamed = afterCue(said, announcedLast, 0.97, (words) => words)
    const surnames = part === 'first' ? [] : surnamed
    const unannounced = alone(said, context).filter((one) => part !== 'first' || !isIn(surnamed, one))
    if (part === 'last' && surnames.length > 0) return toFound(pickCandidate(said, surnames.map(whole)))
    const told = [...found, ...corrections(said, found)].flatMap((one) => partOf(one, part, context))
    // "This is Mrs Patel, Sunita Patel": the title gave no first name.
    return toFound(
      pickCandidate(said, told.length > 0 ? told : unannounced.flatMap((one) => partOf(one, part, context))),
    )
  }
}

const blank = (words: string) => '.'.repeat(words.length)

type Named = { words: readonly NameWord[]; confidence: number }

function isIn(named: readonly Named[], { words }: Named): boolean {
  return named.some((one) => one.words.some((word) => word.at === words[0]?.at))
}

function afterCue(
  text: string,
  cue: RegExp,
  confidence: number,
  believe: (words: NameWord[]) => readonly NameWord[],
): Named[] {
  return [...text.matchAll(cue)].slice(0, 6).flatMap((match) => {
    const isAnotherName = /\b(?:last|company|doctor|doctor's|pet|user|street|business|brand|file|middle)\s*$/iu
    if (isAnotherName.test(text.slice(Math.max(0, match.index - 12), match.index))) return []
    const words = believe(nameWords(text, match.index + match[0].length))
    return words.length > 0 ? [{ words, confidence }] : []
  })
}

/** "I'm Rob, sorry, Bob": the second name has no cue of its own. */
function corrections(text: string, found: readonly Named[]): Named[] {
  const last = Math.max(...found.flatMap(({ words }) => words.map((word) => word.at + word.text.length)))
  return alone(text, { asked: true }).filter(({ words }) => {
    const at = words[0]?.at ?? 0
    return at > last && takesBack(text.slice(last, at))
  })
}

function signatures(text: string): Named[] {
  return [...text.matchAll(signed)].slice(0, 5).flatMap((match) => {
    const inside = match[1] ?? ''
    const start = match.index + match[0].indexOf(inside)
    const words = believable(text, nameWords(text, start), 'presented')
    const all = inside.trim().split(/\s+/u)
    return words.length === all.length ? [{ words, confidence: 0.92 }] : []
  })
}

/** How far the words after a cue are a name. An everyday word ends it; after a weak cue it must look like one from the start. */
function believable(text: string, words: readonly NameWord[], cue: 'announced' | 'presented'): readonly NameWord[] {
  const start = startsWithHonorific(words) ? 1 : 0
  const end = words.findIndex(
    (word, at) =>
      at >= start && !(isParticle(word.text) && at > start) && !isName(text, word, at === start ? cue : 'following'),
  )
  const kept = end < 0 ? words : words.slice(0, end)
  // "Call me Al": alone it is no particle.
  const [only] = kept
  if (cue === 'announced' && kept.length === 1 && only && isListedName(only.text)) return kept
  const trimmed = kept.slice(0, kept.findLastIndex((word) => !isParticle(word.text)) + 1)
  return trimmed.length > start ? trimmed : []
}

function isName(text: string, { text: word, at }: NameWord, cue: 'announced' | 'presented' | 'following'): boolean {
  const capital = /^\p{Lu}/u.test(word) && /\p{Ll}/u.test(text)
  const listed = isListedName(word)
  const role = wordRole(text, at, word)
  if (word.length === 1) return cue === 'following' && capital
  if (role === 'name') return true
  if (cue === 'announced') return role !== 'other' || listed || capital
  if (!capital)
    return listed && !rarelyNames.has(word.toLowerCase()) && (role !== 'other' || isLastUnknown(text, word, at))
  if (cue === 'following') return role !== 'other' || listed
  return (
    role === 'proper' ||
    role === 'unknown' ||
    (rarelyNames.has(word.toLowerCase()) && !/^\S+\s+\d/u.test(text.slice(at)))
  )
}

/** The tagger guesses at words it does not know: "it's priya" reads as a verb to it. */
function isLastUnknown(text: string, word: string, at: number): boolean {
  return !isEverydayWord(word) && /^[\s\p{P}]*$/u.test(text.slice(at + word.length))
}

/** Without a cue: a stretch of the message that is nothing but a name. Unlisted names only where a name was asked for. */
function alone(text: string, { asked }: Pick<ExtractionContext, 'asked'>): Named[] {
  const named: Named[] = []
  let position = 0
  for (const stretch of text.split(between).slice(0, 12)) {
    const at = text.indexOf(stretch, position)
    position = at + stretch.length
    const greeting = address.exec(stretch)
    if (greeting && stretch.length > greeting[0].length) continue
    const opened = opener.exec(stretch)?.[0].length ?? stretch.length - stretch.trimStart().length
    const skipped = opened + (purpose.exec(stretch.slice(opened))?.[0].length ?? 0)
    const rest = stretch.slice(skipped).replace(courtesy, '').trim()
    const words = nameWords(text, at + skipped).filter((one) => one.at < at + skipped + rest.length)
    const spoken = rest.split(/\s+/u).filter((word) => word !== '')
    if (/[@#_\d]/u.test(rest) || isOwned(text, at + skipped)) continue
    if (spoken.length === 0 || spoken.length > 4 || words.length !== spoken.length) continue
    const confidence = aloneConfidence(text, withoutHonorific(words), asked)
    if (confidence > 0) named.push({ words, confidence })
  }
  return named
}

/** "About my bill", "the mark": a thing, unless it has a capital. */
function isOwned(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 8), at)
  if (/\bthe\s{1,2}$/iu.test(before) && /^\p{L}+s\b/u.test(text.slice(at, at + 30))) return true
  return /\b(?:my|the|your|our)\s{1,2}$/iu.test(before) && !/^\p{Lu}/u.test(text.slice(at))
}

function aloneConfidence(text: string, words: readonly NameWord[], asked: boolean): number {
  const core = words.filter((word) => !isParticle(word.text) && word.text.length > 1)
  const [first] = core
  if (!first || core.some((word) => notNames.has(word.text.toLowerCase()))) return 0
  if (core.length === 1 && isPlace(first.text)) return 0
  const capital = /^\p{Lu}/u.test(first.text)
  const listed = core.every((word) => isListedName(word.text))
  if (!asked && !(listed && capital && core.length <= 3)) return 0
  const roles = core.map((word) => wordRole(text, word.at, word.text))
  if (!asked) return roles[0] === 'name' ? 0.65 : 0
  if (listed)
    return roles.every((role) => role !== 'other') || capital || rarelyNames.has(first.text.toLowerCase()) ? 0.92 : 0
  return roles.includes('other') || core.length > 3 ? 0 : 0.75
}

function partOf({ words, confidence }: Named, part: NamePart, { asked }: ExtractionContext): Candidate[] {
  const core = withoutHonorific(words)
  const [first, ...rest] = core
  if (!first) return []
  const titled = core.length < words.length && rest.length === 0
  if (part === 'full') return [toCandidate(core, rest.length > 0 ? confidence : confidence - 0.15)]
  if (part === 'first') return titled ? [] : [toCandidate([first], confidence)]
  const prefix = rest.findIndex((word) => isParticle(word.text))
  const last = prefix >= 0 ? rest.slice(prefix) : rest.slice(-1)
  if (last.length > 0) return [toCandidate(last, confidence)]
  return titled || asked ? [toCandidate([first], confidence - 0.1)] : []
}

function whole({ words, confidence }: Named): Candidate {
  return toCandidate(words.slice(0, 3), confidence)
}

function toCandidate(words: readonly NameWord[], confidence: number): Candidate {
  return {
    value: words.map((word) => nameCase(word.text, words.length === 1)).join(' '),
    raw: words.map((word) => word.text).join(' '),
    at: words[0]?.at ?? 0,
    confidence,
  }
}

function toFound(candidate: Candidate | null) {
  return candidate && { value: candidate.value, raw: candidate.raw, confidence: candidate.confidence }
}
