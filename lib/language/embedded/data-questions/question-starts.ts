// How questions start: with what is wanted of the things that follow.
import { more, operatorOf } from './condition-kit'
import { type Concept, type Draft, emptyDraft, type Item } from './draft'
import { itemAt, pattern } from './pattern'
import { salesStarts } from './sales-starts'
import type { StartRow } from './start-row'

type Start = { source: string; matches: RegExp; begin: StartRow[2]; then: StartRow[1] }

const question = '(?:what (?:is|was|are|were) |tell me |show me |give me |calculate )?'
const highs = 'highest|largest|biggest|greatest|maximum|max'
const lows = 'lowest|smallest|minimum|min'
const extreme = `(?:${highs}|${lows}|cheapest|dearest|longest|shortest|most expensive|least expensive)`
const amounts: Readonly<Record<string, Concept>> = { long: 'duration', big: 'size', much: 'money', expensive: 'money' }

const table: readonly StartRow[] = [
  [
    '(?:how many|(?:what (?:is|was|are) )?(?:the )?(?:total )?(?:number|count) of|count)(?<Z> (?:different|distinct|unique))?',
    'thing',
    (m) => ({ ...emptyDraft('count'), isDistinct: m.groups?.Z !== undefined }),
  ],
  [
    `(?:how much|what)(?: money)?(?: in total)? (?:did|have|do) i (?:ever |already |really )?(?:spend|spent|pay|paid)(?: you| here| with you)?(?: in total)?`,
    'end',
    spending,
  ],
  ...salesStarts,
  [`${question}my (?:overall |grand )?total`, 'end', spending],
  ['how much (?:does|do|did) (?<Y>(?:the |a |an |my )?)@T cost on average', 'end', averageHow],
  [
    '(?:how much|what) (?:does|did)(?= .* cost)',
    'thing',
    () => ({ ...emptyDraft('list'), measure: { concept: 'money' as const } }),
  ],
  [`${question}my (?:(?:total|overall) )?(?:spending|spendings|spend|expenses|expenditure)`, 'end', spending],
  [
    'how much (?:are|were|do|did)(?: all)?(?: of)? my @T(?: cost| costs)?(?: me)?(?: in total| together| altogether| overall)?',
    'end',
    (m, items) => ({ ...emptyDraft('sum'), base: itemAt(m, 'T', items), isMine: true, measure: { concept: 'money' } }),
  ],
  [
    `${question}(?:the )?(?:total|sum)(?: (?:value|amount|cost|price))? (?:of|for)`,
    'thing',
    () => ({ ...emptyDraft('sum'), measure: { concept: 'money' } }),
  ],
  [`${question}(?:the )?(?:total|sum of(?: the)?) @M (?:of|for)`, 'thing', (m, items) => measured('sum', m, items)],
  [
    `(?:how much is )?${question}(?<Y>(?:the |my )?)(?:average|mean|avg) @T @M`,
    'end',
    (m, items) => ({ ...measured('average', m, items), base: itemAt(m, 'T', items), isMine: m.groups?.Y === 'my ' }),
  ],
  [
    `${question}(?:the |my )?(?:average|mean|avg) @M (?:of|for|per)`,
    'thing',
    (m, items) => measured('average', m, items),
  ],
  [
    `${question}(?:the )?(?:average|mean) (?:of|for)`,
    'thing',
    () => ({ ...emptyDraft('average'), measure: { concept: 'money' } }),
  ],
  [
    `(?:how much is )?${question}(?<Y>(?:the |my )?)average @T`,
    'end',
    (m, items) => ({
      ...emptyDraft('average'),
      base: itemAt(m, 'T', items),
      isMine: m.groups?.Y === 'my ',
      measure: { concept: 'money' },
    }),
  ],
  [
    '(?:on average )?how (?<A>long|big|much|expensive) (?:is|are|was|were) (?<Y>(?:the |a |an |my )?)average @T',
    'end',
    averageHow,
  ],
  [
    '(?:on average )?how (?<A>long|big|much|expensive) (?:is|are|was|were|does|do) (?:one |a single |the typical |a typical |the usual )?(?<Y>(?:the |a |an |my )?)(?:@V(?= [^ ]+<))?(?: )?@T(?: (?:cost|last|take))? on average',
    'end',
    averageHow,
  ],
  [
    'on average how (?<A>long|big|much|expensive) (?:is|are|was|were|does|do) (?<Y>(?:the |a |an |my )?)(?:@V(?= [^ ]+<))?(?: )?@T(?: (?:cost|last|take))?',
    'end',
    averageHow,
  ],
  [
    `${question}(?:the )?(?:price range|range of prices|lowest and (?:the )?highest price|highest and (?:the )?lowest price) (?:of|for)`,
    'thing',
    () => ({ ...emptyDraft('range'), measure: { concept: 'money' } }),
  ],
  [
    `${question}(?:the |my )?${extreme} and (?:what is |what was )?(?:the |my )?${extreme} @M (?:of|for|among|in)`,
    'thing',
    (m, items) => measured('range', m, items),
  ],
  [
    'how (?<A>long|big|much|expensive) (?:is|was)',
    'thing',
    (m) => ({ ...emptyDraft('list'), measure: { concept: amounts[m.groups?.A ?? ''] ?? 'money' } }),
  ],
  [
    'when (?:is|was|were|did i (?:make|place|do))',
    'thing',
    () => ({ ...emptyDraft('list'), measure: { concept: 'date' } }),
  ],
  [
    'when did i (?<F>first|last) (?:buy|order|purchase|rent|borrow|book)(?: something| anything)?',
    'end',
    (m) => ({
      ...emptyDraft('list'),
      isMine: true,
      isOwnRow: true,
      measure: { concept: 'date' as const },
      rank: { by: { concept: 'date' as const }, isDown: m.groups?.F === 'last', said: m.groups?.F ?? '' },
    }),
  ],
  [
    `${question}(?:the )?(?:(?<H>${highs})|${lows}) @M (?:of|for|in|among)`,
    'thing',
    (m, items) => {
      const draft = measured('list', m, items)
      return (
        draft.measure && {
          ...draft,
          rank: { by: draft.measure, isDown: m.groups?.H !== undefined, said: m[0] },
          limit: 1,
        }
      )
    },
  ],
  [`${question}(?:the )?@M(?: address| number)? (?:of|for|on)`, 'thing', (m, items) => measured('list', m, items)],
  [
    'how (?:often|many times) (?:did|have) i (?:ever )?(?:buy|bought|order|ordered|purchase|purchased|shop|shopped|rent|rented|borrow|borrowed|book|booked)(?: something| anything| here| with you)?',
    'end',
    () => ({ ...emptyDraft('count'), isMine: true, isOwnRow: true }),
  ],
  [
    '(?:from |in )?(?:(?<H>how many)|which|what) (?:different )?@C (?:do|are|did|have) (?:all )?(?:of )?(?:your |the |our )?@T',
    'end',
    (m, items) => ({
      ...measuredBy(m.groups?.H ? 'count' : 'list', itemAt(m, 'C', items)),
      base: itemAt(m, 'T', items),
      isDistinct: true,
    }),
  ],
  [
    'who (?:is|was) @C (?<F>first|last|most recently)',
    'end',
    (m, items) => {
      const item = itemAt(m, 'C', items)
      const isDate = item?.columns.some(({ column }) => column.type === 'date') === true
      const base = item && { ...item, text: 'one', tables: item.columns.map(({ table }) => table) }
      const isDown = m.groups?.F !== 'first'
      return isDate ? { ...emptyDraft('list'), base, rank: { by: { item }, isDown, said: `${m.groups?.F}` } } : null
    },
  ],
  [
    '(?:what|which) @M(?: address| number)? (?:do|did|have) you (?:have|got|stored)(?: for me| on file| of mine| about me)+',
    'end',
    (m, items) => ({ ...measured('list', m, items), isMine: true }),
  ],
  [
    '(?:what (?:is|are|was)|show|give|tell me|show me)? ?my @M(?: address| number)?',
    'end',
    (m, items) => ({ ...measured('list', m, items), isMine: true }),
  ],
  [
    '(?:what|which)(?: (?:things|items))? (?:did|have) i (?:ever )?(?:bought|buy|purchased|purchase|ordered|order|rented|rent|borrowed|borrow)',
    'end',
    () => ({ ...emptyDraft('list'), isMine: true, isBought: true }),
  ],
  // "What is on the grunge playlist? I would like to see all the songs."
  [
    'what is (?:on|in) (?:the |my )?@X @T1 (?:i would like to (?:see|have)|list|show me|show|give me|i want|i need|i mean) (?:(?:all|the|its|of) )*@T2(?: titles| names)?',
    'end',
    related,
  ],
  ['(?:what|which) @T1 (?:is|was) (?:the )?@T2 @X (?:on|in|by|from|of)', 'end', related],
  ['(?:what|which|who) (?:is|was) the @T1 (?:of|for|on) (?:the )?@T2 @X', 'end', related],
  [
    '(?:what are |what is |list |show me |give me |tell me |name )?(?:the |all the |all )?(?:@S0 and )?(?:names?|titles?)(?: @S1)?(?: and (?:the |their |its )?@S2)? of',
    'thing',
    (m, items) => {
      const shown = ['S0', 'S1', 'S2'].map((tag) => itemAt(m, tag, items)).filter((item) => item !== null)
      return shown.length === 0 ? null : { ...emptyDraft('list'), shows: shown.map((item) => ({ item })) }
    },
  ],
  [
    `(?:in )?(?:which|what|list the|list|show me the|from which) @C (?:(?:is|are) there )?(?:(?:do|does) we (?=have))?(?:has|have|had|with|having) ${more} @N @T`,
    'end',
    (m, items) => {
      const [item, base, number] = [itemAt(m, 'C', items), itemAt(m, 'T', items), itemAt(m, 'N', items)?.number]
      if (!item || !base || !number || number.unit !== null) return null
      const operator = operatorOf(m.groups?.O ?? '')
      return { ...emptyDraft('count'), base, group: { item }, many: { item: base, operator, value: number.value } }
    },
  ],
  [
    '(?:what are |list |show me |give me |tell me |name )?(?:the |all the |all )?(?:names?|titles?) of',
    'thing',
    () => emptyDraft('list'),
  ],
  [
    '(?:which|what)(?: @N)? @C (?:has|have|had|has got|have got) (?:the )?(?:most|highest number of|largest number of) @T',
    'end',
    (m, items) => {
      const [item, number] = [itemAt(m, 'C', items), itemAt(m, 'N', items)?.number]
      const counted = { ...emptyDraft('count'), base: itemAt(m, 'T', items), limit: number?.value ?? 1 }
      return item && { ...counted, group: { item } }
    },
  ],
  [
    `(?:what (?:is|are|was|were)|which(?: of| are| is)?|what|who (?:is|are|was|were)|who|list me|list|show me|show us|show|give me|display|find me|find|get me|get|name me|name|tell me|tell|print|see|view|have you|do you have|are there)`,
    'thing',
    () => emptyDraft('list'),
  ],
  [
    '(?=[^ ]+<|my |the |all |top |most |cheapest |latest |newest |longest |shortest |biggest |smallest |largest |highest |lowest )',
    'thing',
    () => emptyDraft('list'),
  ],
]

export const questionStarts: readonly Start[] = table.map(([source, then, begin]) => ({
  source,
  matches: source.startsWith('(?=') ? new RegExp(`^${source}`) : pattern(source),
  then,
  begin,
}))

function spending(): Draft {
  return { ...emptyDraft('sum'), isMine: true, measure: { concept: 'money' } }
}

function measured(kind: Draft['kind'], match: RegExpExecArray, items: readonly Item[]): Draft {
  const item = itemAt(match, 'M', items)
  return { ...emptyDraft(kind), isMine: / my /.test(` ${match[0]}`), measure: item && { item } }
}

function measuredBy(kind: Draft['kind'], item: Item | null): Draft {
  return { ...emptyDraft(kind), measure: item && { item } }
}

function averageHow(match: RegExpExecArray, items: readonly Item[]): Draft {
  const concept = amounts[match.groups?.A ?? ''] ?? 'money'
  const value = itemAt(match, 'V', items)
  return {
    ...emptyDraft('average'),
    base: itemAt(match, 'T', items),
    filters: value ? [{ kind: 'value', item: value, of: null, by: false }] : [],
    isMine: match.groups?.Y === 'my ',
    measure: { concept },
  }
}

function related(match: RegExpExecArray, items: readonly Item[]): Draft | null {
  const isTurned = / (?:on|in) /.test(match[0].slice(0, 12))
  const [base, of, named] = [
    itemAt(match, isTurned ? 'T2' : 'T1', items),
    itemAt(match, isTurned ? 'T1' : 'T2', items),
    itemAt(match, 'X', items),
  ]
  if (!base || !of || !named) return null
  const filter =
    named.values.length > 0
      ? { kind: 'value' as const, item: named, of, by: false }
      : { kind: 'name' as const, text: named.raw, of, by: false }
  return { ...emptyDraft('list'), base, filters: [filter] }
}
