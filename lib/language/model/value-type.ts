import type { VariableSpec } from '@/lib/domain/workflow'

export type ValueType =
  | { kind: 'string' | 'number' | 'boolean' | 'date' | 'time' | 'email' | 'phone' }
  | { kind: 'enum'; choices: readonly string[] }

const string: ValueType = { kind: 'string' }
const code =
  /\b(zip|postal|post ?code|code|id|identifier|reference|ref|serial|licen[cs]e|passport|policy|account|card|order|ticket|invoice|case)\b/

// The first row that fits decides. A name tells more than a prompt, whose words may be about something else.
const byName: readonly [
  RegExp,
  ValueType['kind'] & ('string' | 'number' | 'boolean' | 'date' | 'time' | 'email' | 'phone'),
][] = [
  [/\be ?mail\b/, 'email'],
  [/\b(phone|telephone|mobile|cell)\b/, 'phone'],
  [/\b(datetime|timestamp|time ?zone|date time|time slot)\b/, 'string'],
  [/\b(date|birthday|dob|day of birth)\b/, 'date'],
  [/\btime\b/, 'time'],
  [code, 'string'],
  [
    /^(is|has|had|wants|needs|can|did|does|was|are|agrees?|accepts?|consents?)\b|\b(confirmed|consent|agreed)$/,
    'boolean',
  ],
  [/\b(count|age|quantity|amount|price|budget|total|how many|party size|guests)\b|^(number of|num)\b/, 'number'],
]

// Only where the prompt says so in as many words.
const byPrompt: typeof byName = [
  [/yyyy-mm-dd/, 'date'],
  [/\bhh:mm\b/, 'time'],
  [/\b(true (or|\/) ?false|yes (or|\/) ?no|true\/false|yes\/no|boolean)\b/, 'boolean'],
  [/\be\.164\b/, 'phone'],
  [/\b(as a|a whole) number\b|\binteger\b/, 'number'],
]

/** What kind of value a variable asks for, read from its name and its prompt; `string` where they do not say. */
export function valueTypeOf({ name, prompt }: Pick<VariableSpec, 'name' | 'prompt'>): ValueType {
  const said = prompt.toLowerCase()
  const choices = choicesIn(prompt)
  if (choices) return { kind: 'enum', choices }
  const asked = byPrompt.find(([pattern]) => pattern.test(said))
  if (asked) return { kind: asked[1] }
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\W]+/g, ' ')
    .trim()
    .toLowerCase()
  const named = byName.find(([pattern]) => pattern.test(words))
  return named ? { kind: named[1] } : string
}

// "one of: red, green or blue", "either small or large".
function choicesIn(prompt: string): readonly string[] | null {
  const [, list] = /\b(?:(?:exactly )?one of(?: these)?(?: values)?:?|either)\s+([^.\n;()]{3,300})/i.exec(prompt) ?? []
  if (list === undefined) return null
  const choices = list
    .split(/\s*,\s*(?:or\s+)?|\s+or\s+|\s*\|\s*/i)
    .map((choice) => choice.trim().replace(/^["'`]|["'`]$/g, ''))
  const isList = choices.length >= 2 && choices.every((choice) => choice !== '' && choice.split(' ').length <= 4)
  return isList ? choices : null
}
