// "What about the most expensive?", "and in 2023?", "by country?": what was asked before, with one part of it changed.
import { type Draft, emptyDraft, type Filter, type Item } from './draft'
import { parseText, readRest } from './parse-question'
import { itemAt, pattern } from './pattern'
import { tagged } from './read-items'

const opening =
  /^(?:(?:and|or|but|ok|okay|so|now|what about|how about|same for|the same for|then|only|just|show me|give me|and) )+/
const closing = / (?:then|instead|please|as well|too|ones?)$/

/** "How much of that came from Germany?" */
const ofThat =
  /^how much of (?:that|it|this|which) (?:(?:is|was|were|did|has been|comes|came|come|spent|made|earned|sold) )*(?=(?:from|in|by|on|with|for|during|since|before|after) )/

/** Every way the question changes the one before it. */
export function followUp(before: Draft, items: readonly Item[]): Draft[] {
  const all = tagged(items)
  const text = all
    .replace(opening, '')
    .replace(closing, '')
    .replace(/ one<\w+>$/, '')
    .replace(/^(?:the )?(?:ones|those|them) /, '')
    .replace(ofThat, '')
  const narrows = /^(?:which|what|who)(?: ones)?(?: of (?:them|those|these))? (?:(?:is|are|was|were) )?/.exec(text)
  if (narrows && / of (?:them|those|these) /.test(narrows[0]))
    return narrowed(before, text.slice(narrows[0].length), items)
  const again = /^(?:and|but) how many(?: |$)/.test(all) ? askedAgain(before, all, items) : []
  if (again.length > 0) return again
  const [, asked] = /^(when|how much|how long) (?:is|was) (?:it|that)(?: one)?$/.exec(text) ?? []
  if (asked) {
    const concept = asked === 'when' ? 'date' : asked === 'how long' ? 'duration' : 'money'
    return before.kind === 'list' && before.rank && !('most' in before.rank.by)
      ? [{ ...before, measure: { concept } }]
      : []
  }
  const counted = /^how many(?: |$)/.test(text)
    ? text.replace(
        /^how many ?(?:of )?(?:these|those|them|they)?(?: are| is)?(?: there| that| it| they| these| those)?(?: in total)? ?/,
        '',
      )
    : null
  if (counted !== null && before.base && (before.kind === 'list' || before.kind === 'count') && !before.rank) {
    const change: Draft = { ...emptyDraft('count'), base: before.base }
    // How many are in a list that was cut short says nothing.
    if (before.group || before.many || before.limit !== null) return []
    return readRest(counted, items, change)
      ? counted === ''
        ? [{ ...before, kind: 'count', measure: null, limit: null, shows: [] }]
        : merged({ ...before, kind: 'count', measure: null, limit: null }, change)
      : []
  }
  const thing = pattern('(?:the |my )?@T').exec(text)
  const other = thing && thing[0].length === text.length ? itemAt(thing, 'T', items) : null
  if (other && before.base && !before.many && !(before.rank && 'most' in before.rank.by))
    return [{ ...before, base: other }]
  const changed = limited(before, text, items) ?? moved(before, text)
  if (changed) return [changed]
  if (text === '' || /^(?:how|what|which|list|show|when|who)\b/.test(text)) return []
  return [text, text.replace(/^(?:the|my) /, ''), `in ${text.replace(/^(?:the|my) /, '')}`].flatMap((said) => {
    const change: Draft = { ...emptyDraft(before.kind), base: before.base }
    if (!readRest(said, items, change)) return []
    return merged(before, change)
  })
}

/** "Which of them were over 5 dollars?": of the same rows, those of which that holds too. */
function narrowed(before: Draft, said: string, items: readonly Item[]): Draft[] {
  const change: Draft = { ...emptyDraft('list'), base: before.base }
  if (before.kind !== 'list' || !before.base || before.group || before.many || before.limit !== null) return []
  if ((before.rank && !before.rank.isWhole) || !readRest(said, items, change)) return []
  if (change.filters.some((now) => before.filters.some((old) => replaces(now, old)))) return []
  return merged(before, change)
}

/** "And how many pop tracks do you have?": the same question of something else. */
function askedAgain(before: Draft, text: string, items: readonly Item[]): Draft[] {
  return parseText(text.replace(/^(?:and|but) /, ''), items).flatMap((now) => {
    const isSame = now.kind === before.kind && now.base?.text === before.base?.text && !now.isBought && !now.isMine
    // Whose are meant, the person's or all?
    if (!isSame || before.isMine || before.group || before.many || before.rank || now.rank || now.group) return []
    return merged(before, now)
  })
}

const only = pattern(
  '(?:make (?:it|that)|show me|give me|list|top|the top|the first|the)? ?@N(?: of (?:them|those|these))?(?: instead)?',
)

/** "Make it five." */
function limited(before: Draft, text: string, items: readonly Item[]): Draft | null {
  const match = only.exec(text)
  const number = match && match[0].length === text.length ? itemAt(match, 'N', items)?.number : null
  const isLimited = before.rank !== null || before.limit !== null
  if (!number || number.unit !== null || number.value < 1 || !isLimited || before.rank?.isWhole) return null
  return { ...before, limit: number.value }
}

/** "And the year before?" */
function moved(before: Draft, text: string): Draft | null {
  const [, , unit, way] =
    /^(in )?the (year|month) (before|after)(?: that| it)?$/.exec(text) ??
    /^(in )?the (?:previous|next) (year|month)$/.exec(text) ??
    []
  const at = before.filters.findIndex(({ kind }) => kind === 'date')
  const filter = before.filters[at]
  if (!unit || filter?.kind !== 'date' || !filter.from || !filter.to) return null
  const by = (way === 'before' || text.includes('previous') ? -1 : 1) * (unit === 'year' ? 12 : 1)
  const [from, to] = [later(filter.from, by), later(filter.to, by)]
  // A year before a month is another question.
  if (later(filter.from, unit === 'year' ? 12 : 1) !== filter.to) return null
  const said = unit === 'year' ? `in ${from.slice(0, 4)}` : `in ${from.slice(0, 7)}`
  return { ...before, filters: before.filters.with(at, { kind: 'date', from, to, said }) }
}

function later(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.toISOString().slice(0, 10)
}

function merged(before: Draft, change: Draft): Draft[] {
  if (change.isBought && !before.isBought) return []
  if (!change.rank && !change.group && !change.many && change.filters.length + change.shows.length === 0) return []
  if (change.rank && !before.rank) return []
  if (change.group && before.kind === 'list') return []
  const filters = [
    ...before.filters.filter((old) => !change.filters.some((now) => replaces(now, old))),
    ...change.filters,
  ]
  // What takes the place of nothing that was said may narrow it; a second place for the same is no question.
  return [
    {
      ...before,
      rank: change.rank ?? before.rank,
      group: change.group ?? before.group,
      many: change.many ?? before.many,
      shows: [...before.shows, ...change.shows],
      filters,
    },
  ]
}

function replaces(now: Filter, old: Filter): boolean {
  const isNamed = ({ kind }: Filter) => kind === 'value' || kind === 'name'
  if (isNamed(now) && isNamed(old)) return true
  return now.kind === old.kind
}
