import type { FieldType, FormField } from '@/lib/domain/form'

/** Where a field is named. `place`: its index among the fields. */
export type Mention = { field: FormField; place: number; at: number; length: number }

/** What people call a value of a type, whatever its label. */
const callings: Partial<Record<FieldType, readonly string[]>> = {
  email: ['email address', 'e-mail address', 'mail address', 'email', 'e-mail', 'mail'],
  phone: [
    'phone number',
    'telephone number',
    'mobile number',
    'cell number',
    'phone',
    'telephone',
    'mobile',
    'cell',
    'number',
  ],
  date: ['date', 'day'],
  time: ['time'],
  date_time: ['date and time', 'appointment', 'date', 'time'],
  url: ['web site', 'website', 'web address', 'url', 'homepage', 'link'],
  postal_code: ['zip code', 'postal code', 'postcode', 'post code', 'zip'],
  name: ['name'],
  address: ['postal address', 'street address', 'address'],
  rating: ['rating', 'score'],
}
const maxMentions = 12
/** Labels that are words of any sentence name nothing: "at 3 pm". */
const everyday = /^(?:a|an|as|at|by|for|from|if|in|is|it|my|no|of|on|or|so|the|this|that|to|we|with|yes|you)$/u
/** "Another time" is no time of day. */
const idiom = /\b(?:all|another|any|every|have|enough|more|much|no|of|one|other|some) $/u

/** Where the text names fields, in order: by their label, their id or what their type is called, the longest name first. */
export function fieldMentions(
  text: string,
  fields: readonly FormField[],
  isKnown: (field: FormField) => boolean,
): Mention[] {
  const all = fields.flatMap((field, place) =>
    namesOf(field).flatMap(({ name, weight }) =>
      occurrences(text, name).map((at) => ({
        field,
        place,
        at,
        length: name.length,
        weight: weight + (isKnown(field) ? 1 : 0),
      })),
    ),
  )
  const ranked = all.toSorted((a, b) => b.length - a.length || b.weight - a.weight || b.place - a.place)
  const chosen: Mention[] = []
  for (const { weight: _, ...one } of ranked)
    if (!chosen.some((other) => one.at < other.at + other.length && other.at < one.at + one.length)) chosen.push(one)
  return chosen.toSorted((a, b) => a.at - b.at).slice(0, maxMentions)
}

function namesOf({ id, label, type }: FormField): { name: string; weight: number }[] {
  const own = [label, id.replaceAll(/[_-]+/gu, ' ')].map((name) => name.trim().toLowerCase().slice(0, 60))
  const common = callings[type] ?? []
  return [
    ...[...new Set(own)].filter((name) => name.length > 1 && !everyday.test(name)).map((name) => ({ name, weight: 4 })),
    ...common.filter((name) => !own.includes(name)).map((name) => ({ name, weight: 0 })),
  ]
}

function occurrences(text: string, name: string): number[] {
  const lower = text.toLowerCase()
  const found: number[] = []
  for (let at = lower.indexOf(name); at >= 0 && found.length < 5; at = lower.indexOf(name, at + name.length)) {
    const isWord =
      !/[\p{L}\p{N}@._]$/u.test(lower.slice(0, at)) && !/^[\p{L}\p{N}@]|^\.\p{L}/u.test(lower.slice(at + name.length))
    const isIdiom = (name === 'time' || name === 'day') && idiom.test(lower.slice(0, at))
    if (isWord && !isIdiom) found.push(at)
  }
  return found
}
