// From the two kinds of request that a form makes to what a competent model answers: only the request's own text is read.
import { z } from 'zod'
import { type AskedField, type Heard, type Report, readMessage } from './competent-reader'

export function answerTo(messages: readonly { role: string; content: string }[]): string {
  const [system, ...rest] = messages.map(({ content }) => content)
  const last = rest.at(-1) ?? ''
  const words = /<words>\n([\s\S]*)\n<\/words>$/.exec(last)?.[1]
  if (words !== undefined) return words.replaceAll('<\\/', '</')
  const heard = heardIn(system ?? '', last)
  return JSON.stringify({ form: formAnswer(heard, readMessage(heard)) })
}

const lineSchema = z.object({ from: z.string(), text: z.string() })

function heardIn(system: string, material: string): Heard {
  const said = material
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => lineSchema.parse(JSON.parse(line)))
  return {
    fields: [...system.matchAll(/^- "([^"]+)" \(([^)]*)\): .* \[(.*)\]$/gm)].map(
      ([, id = '', label = '', rules = '']) => fieldOf(id, label, rules),
    ),
    asking: /has listed all answers/.test(system)
      ? '_review'
      : (/(?:asked|is meant) for "([^"]+)"/.exec(system)?.[1] ?? null),
    isConfirming: /It waits for a yes or no/.test(system),
    text: said.findLast(({ from }) => from === 'visitor')?.text ?? '',
  }
}

const forms: readonly [AskedField['type'], RegExp][] = [
  ['choices', /^an array of any of/],
  ['choice', /^one of/],
  ['email', /email address/],
  ['phone', /phone number/],
  ['date', /^a date/],
  ['address', /postal address/],
  ['postal_code', /postal code/],
  ['yes_no', /^true or false/],
  ['money', /^an amount/],
  ['name', /person's name/],
  ['number', /^a number/],
]

function fieldOf(id: string, label: string, rules: string): AskedField {
  const choices = [...rules.matchAll(/"([^"]+)" \(([^)]*)\)/g)].map(([, value = '', names = '']) => ({
    value,
    names: [value, ...names.split(', ')],
  }))
  return { id, label, choices, type: forms.find(([, form]) => form.test(rules))?.[0] ?? 'text' }
}

function formAnswer({ fields, text }: Heard, { act, values, question, about }: Report) {
  return {
    act,
    values: values.flatMap(({ field, words }) => {
      const value = valueIn(fields.find(({ id }) => id === field)?.type ?? 'text', words)
      const quote = text.includes(words) ? words : text
      return value === null ? [] : [{ field, value, quote, confidence: 0.96, problem: null }]
    }),
    question,
    about: about ?? null,
  }
}

function valueIn(type: AskedField['type'], words: string) {
  switch (type) {
    case 'date':
      return dayOf(words)
    case 'yes_no':
      return !/^n/i.test(words)
    case 'choices':
      return words.split(', ')
    case 'number':
    case 'money':
      return /\d/.test(words) ? Number(words.replace(/[$,]/g, '')) : words
    default:
      return words
  }
}

function dayOf(words: string): string | null {
  const plain = words.replace(/(\d)(?:st|nd|rd|th)\b/g, '$1').replace(/ of /, ' ')
  const at = Date.parse(`${plain}${/^\d{4}-/.test(plain) ? '' : ' UTC'}`)
  if (Number.isNaN(at)) return null
  const day = new Date(at).toISOString().slice(0, 10)
  // A day that its month does not have rolls over: such a day is none.
  return plain.match(/\d+/g)?.some((figure) => Number(figure) === Number(day.slice(8))) ? day : null
}
