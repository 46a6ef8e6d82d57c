import type { VariableSpec } from '@/lib/domain/workflow'
import type { NamePart } from './extract-name'
import type { Counted } from './extract-number'

/** What kind of value a variable holds. */
export type Field =
  | { kind: 'name'; part: NamePart }
  | { kind: 'number'; counted: Counted }
  | { kind: 'choice'; choices: readonly string[] }
  | { kind: 'date'; past: boolean }
  | {
      kind:
        | 'postal-code'
        | 'time'
        | 'date-time'
        | 'phone'
        | 'email'
        | 'money'
        | 'yes-no'
        | 'city'
        | 'identifier'
        | 'free-text'
    }

const byName: readonly [pattern: RegExp, field: Field][] = [
  [/\be ?mail\b/u, { kind: 'email' }],
  [/\b(?:phone|mobile|cell|telephone|tel|fax|whatsapp|callback) ?(?:number|no)?\b/u, { kind: 'phone' }],
  [/\b(?:zip|postal|post ?code|postcode|plz)\b/u, { kind: 'postal-code' }],
  [
    /\b(?:(?:has|is|are|can|does|did|do|wants?|needs?|was|will|should|agrees?|accepts?|allow(?:s|ed)?|consents?|confirm(?:s|ed)?) .+|consent|agreed|confirmed|accepted|eligible|opt in)\b/u,
    { kind: 'yes-no' },
  ],
  [/\b(?:first|given|fore) ?name\b|\bfname\b/u, { kind: 'name', part: 'first' }],
  [/\b(?:last|family|sur) ?name\b|\blname\b|\bsurname\b/u, { kind: 'name', part: 'last' }],
  [
    /^(?:(?:full|user|customer|patient|caller|visitor|client|person|contact|guest|your|legal|lead|member|applicant) ?)*name$/u,
    { kind: 'name', part: 'full' },
  ],
  [/\b(?:date of birth|birth ?date|birth ?day|dob|born)\b/u, { kind: 'date', past: true }],
  [/\b(?:date ?time|date and time|appointment slot|slot)\b/u, { kind: 'date-time' }],
  [/\b(?:date|day)\b/u, { kind: 'date', past: false }],
  [/\b(?:time|hour)\b/u, { kind: 'time' }],
  [/\b(?:budget|price|amount|cost|income|salary|payment|money|fee|rent|revenue)\b/u, { kind: 'money' }],
  [
    /\b(?:party size|(?:number|count|num|how many) (?:of )?(?:people|guests|persons|adults|attendees)|guests?|people|attendees|headcount|(?:guest|people|party) count)\b/u,
    { kind: 'number', counted: 'people' },
  ],
  [/\bage\b/u, { kind: 'number', counted: 'age' }],
  [
    /\b(?:account|order|policy|member|membership|invoice|reference|confirmation|ticket|case|tracking|customer|booking|patient|insurance|employee|license|passport)(?: (?:number|id|no|code|ref))\b|\b(?:id|reference)$/u,
    { kind: 'identifier' },
  ],
  [
    /\b(?:number|count|quantity|qty|how many|years|weight|height|size|rating|score|total|num|nights|rooms|children|kids)\b/u,
    { kind: 'number', counted: 'anything' },
  ],
  [/\b(?:city|town)\b/u, { kind: 'city' }],
]

/** Where the name says nothing, the prompt may. Narrower: prompts are prose. */
const byPrompt: readonly [pattern: RegExp, field: Field][] = [
  [
    /\byes(?: or |\/)no\b|\btrue(?: or |\/)false\b|\bboolean\b|^(?:extract |determine |check )?(?:whether|if)\b/u,
    { kind: 'yes-no' },
  ],
  [/\be-?mail address\b/u, { kind: 'email' }],
  [/\b(?:phone|mobile|telephone) number\b/u, { kind: 'phone' }],
  [/\b(?:zip|postal) ?code\b|\bpostcode\b/u, { kind: 'postal-code' }],
  [/\bfirst name\b/u, { kind: 'name', part: 'first' }],
  [/\b(?:last name|surname)\b/u, { kind: 'name', part: 'last' }],
  [/\b(?:full name|(?:user|customer|caller|patient|visitor|person)(?:'s|s)? name)\b/u, { kind: 'name', part: 'full' }],
  [/\bdate of birth\b/u, { kind: 'date', past: true }],
  [/\bdate and time\b/u, { kind: 'date-time' }],
  [/\b(?:the|a|preferred|which) (?:date|day)\b|\byyyy-mm-dd\b/u, { kind: 'date', past: false }],
  [/\bhow old\b/u, { kind: 'number', counted: 'age' }],
  [/\bhow many people\b/u, { kind: 'number', counted: 'people' }],
  [/\bhow many\b|\bas an? (?:number|integer)\b/u, { kind: 'number', counted: 'anything' }],
]

/** From a variable's name and extraction prompt (contract 6). Choices named in the prompt win; text is the last resort. */
export function inferField({ name, prompt }: Pick<VariableSpec, 'name' | 'prompt'>): Field {
  const choices = choicesOf(prompt)
  if (choices) return isYesNo(choices) ? { kind: 'yes-no' } : { kind: 'choice', choices }
  const spoken = nameInWords(name)
  const asked = prompt.toLowerCase().replace(/\s+/gu, ' ').slice(0, 500)
  const rule = byName.find(([pattern]) => pattern.test(spoken)) ?? byPrompt.find(([pattern]) => pattern.test(asked))
  return rule?.[1] ?? { kind: 'free-text' }
}

/** `zipCode`, `zip_code` and `zip-code` as "zip code". */
export function nameInWords(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replace(/[_.\-\s]+/gu, ' ')
    .trim()
    .toLowerCase()
}

const listed =
  /\b(?:one of(?: the following| these)?|choose from|choices?(?: are)?|options?(?: are)?|either|must be|possible values(?: are)?|allowed values(?: are)?)\s?:?\s*[([]?([^.()[\]\n]{3,300})/iu
const bracketed = /[([]([^()[\]\n]{3,200}(?:,|\||\/)[^()[\]\n]{1,100})[)\]]/u

function choicesOf(prompt: string): string[] | null {
  const list = listed.exec(prompt)?.[1] ?? bracketed.exec(prompt)?.[1]
  if (list === undefined || /\be\.?g\b|\bfor example\b|\bsuch as\b|\blike\b/iu.test(list)) return null
  const separator = /[,|;/]/u.test(list) ? /\s*(?:,\s*(?:or|and)\s|[,|;/]|\sor\s)\s*/iu : /\s+or\s+/iu
  const choices = list
    .split(separator)
    .map((choice) => choice.replace(/^["'“”‘’\s]+|["'“”‘’\s]+$/gu, ''))
    .filter((choice) => choice !== '')
  return choices.length >= 2 && choices.every((choice) => choice.length <= 40) ? choices : null
}

function isYesNo(choices: readonly string[]): boolean {
  return choices.length === 2 && choices.every((choice) => /^(?:yes|no|true|false)$/iu.test(choice))
}
