// What a competent model reads in a message, by rules that know the form and no script: it looks at the fields, at what was
// asked, and at the words. Values are the visitor's own words.
import type { FormAct } from '@/lib/domain/form'

export type AskedField = {
  id: string
  type:
    | 'email'
    | 'phone'
    | 'date'
    | 'address'
    | 'postal_code'
    | 'yes_no'
    | 'choice'
    | 'choices'
    | 'number'
    | 'money'
    | 'name'
    | 'text'
  label: string
  choices: readonly { value: string; names: readonly string[] }[]
}

export type Heard = {
  fields: readonly AskedField[]
  asking: string | null
  isConfirming: boolean
  text: string
}

export type Report = {
  act: FormAct
  values: readonly { field: string; words: string }[]
  question: string | null
  about?: string
}

const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/
const phone = /(?:\+\d[\d ()-]{6,18}\d|\(\d{3}\)\s*\d{3}[- ]?\d{4}|\b\d{3}[- .]\d{3}[- .]?\d{4}\b|\b\d{10}\b)/
const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
const date = new RegExp(
  `\\b\\d{4}-\\d{2}-\\d{2}\\b|\\b\\d{1,2}/\\d{1,2}/\\d{2,4}\\b|\\b${month}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\b\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${month},? \\d{4}`,
  'i',
)
const usAddress = /\d+ [A-Z][\w.]*(?: [A-Z][\w.]*)*, [A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)*, [A-Z]{2} \d{5}/
const hostile = /[<>{}]|--|\bignore\b.*\binstructions\b|\bsystem\b|\badministrator\b|(.)\1{30}|stupid|screw/i
const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

const acts: readonly [FormAct, RegExp][] = [
  ['restart', /^(?:start over|start again|restart|begin again)\b/i],
  ['back', /^(?:go )?back$|^previous\b/i],
  [
    'cancel',
    /^(?:stop|cancel|quit)[.!]?$|\bforget it\b|\b(?:have|need) to go\b|\bback later\b|\bfinish (?:this )?later\b|\bnot now\b|\bbrb\b|\bgoodbye\b/i,
  ],
  ['resume', /\blet'?s continue\b|^(?:continue|go on|resume)\b|\bi'?m back\b|where were we/i],
  ['repeat', /what was the question|^(?:repeat|pardon)\b/i],
  ['show', /what (?:did|have) i (?:tell|told|give|given|say|said)/i],
]
const skips =
  /\bskip\b|^(?:pass|next|none|nothing|no extras|nope)\b|^-$|(?:rather|prefer) not|(?:don'?t|do not) (?:have (?:one|any)|want to)|no way/i
const yes =
  /^(?:y|yes|yep|yeah|ok|okay|sure|alright|of course|correct|perfect|send|confirm|looks good|all good|(?:everything is|now it is|that'?s all) (?:perfect|right|correct))\b/i
const no = /^(?:n|no|nope)\b/i

export function readMessage(heard: Heard): Report {
  const { text, asking } = heard
  const nothing = { values: [], question: null }
  const act = acts.find(([, pattern]) => pattern.test(text))?.[0]
  if (act) return { act, ...nothing }
  const wrong = heard.fields.find(({ label }) => new RegExp(`\\b${label} is wrong`, 'i').test(text))
  if (wrong) return { act: 'back', about: wrong.id, ...nothing }
  const values = valuesIn(heard)
  if (isQuestion(text)) return { act: values.length > 0 ? 'answer' : 'question', values, question: text.trim() }
  if (values.length > 0) return { act: 'answer', values, question: null }
  const plain = hostile.test(text) ? '' : text
  if (heard.isConfirming || asking === '_review') {
    if (yes.test(plain)) return { act: 'yes', ...nothing }
    if (no.test(plain)) return { act: 'no', ...nothing }
  }
  if (skips.test(plain) || isRefusal(heard, plain)) return { act: 'skip', ...nothing }
  return { act: 'unclear', ...nothing }
}

function isQuestion(text: string): boolean {
  return /\?\s*$/.test(text.trim()) || /^(?:why|whats?|where|how)\b/i.test(text.trim())
}

function isRefusal({ fields, asking }: Heard, text: string): boolean {
  const type = fields.find(({ id }) => id === asking)?.type
  return no.test(text) && (type === 'choices' || type === 'text')
}

function valuesIn(heard: Heard): Report['values'] {
  const found = new Map<string, string>()
  const taken: string[] = []
  const ordered = heard.fields.toSorted((a, b) => Number(b.id === heard.asking) - Number(a.id === heard.asking))
  for (const field of ordered) {
    const rest = taken.reduce((text, words) => text.replace(words, ' '), heard.text)
    const words = wordsFor(field, { ...heard, text: rest })
    if (words === null) continue
    found.set(field.id, words)
    taken.push(words)
  }
  return [...found].map(([field, words]) => ({ field, words }))
}

function wordsFor(field: AskedField, heard: Heard): string | null {
  const { text } = heard
  const isAsked = field.id === heard.asking && !heard.isConfirming
  if (field.type !== 'text' && field.type !== 'choice' && hostile.test(text)) return null
  switch (field.type) {
    case 'email':
      return email.exec(text)?.[0] ?? null
    case 'phone':
      return text.length > 500 ? null : (phone.exec(text)?.[0] ?? (isAsked && /^[\d -]{4,}$/.test(text) ? text : null))
    case 'date':
      return date.exec(text)?.[0] ?? null
    case 'address':
      return usAddress.exec(text)?.[0] ?? null
    case 'postal_code':
      return isAsked || /\bto \d{5}\b/.test(text) ? (/\b\d{5}\b/.exec(text)?.[0] ?? null) : null
    case 'yes_no':
      return yesNoWords(field, isAsked, text)
    case 'choice':
    case 'choices':
      return choiceWords(field, isAsked, heard)
    case 'number':
      return numberWord(field, isAsked, text)
    case 'money':
      return isAsked ? (/\$?\d[\d,]*(?:\.\d+)?/.exec(text)?.[0] ?? null) : null
    case 'name':
      return nameWords(isAsked, text)
    default:
      return textWords(field, isAsked, text)
  }
}

function yesNoWords({ label }: AskedField, isAsked: boolean, text: string): string | null {
  if (new RegExp(`\\bwith (?:an? )?${label}`, 'i').test(text)) return 'yes'
  if (/\bI agree\b|\byou may keep\b/i.test(text)) return 'yes'
  if (!isAsked || isQuestion(text) || hostile.test(text)) return null
  return (yes.exec(text) ?? no.exec(text))?.[0] ?? null
}

function choiceWords({ label, type, choices }: AskedField, isAsked: boolean, heard: Heard): string | null {
  const { text } = heard
  const isNamed = new RegExp(`\\b${label}\\b`, 'i').test(text)
  if ((!isAsked && !isNamed && !/\bnot an?\b|^an? /i.test(text)) || isQuestion(text)) return null
  const said = text.replace(/\bnot (?:an? )?\w+/gi, '')
  const named = choices.filter(({ names }) => names.some((name) => new RegExp(`\\b${name}\\b`, 'i').test(said)))
  const words = named.map(({ value }) => value)
  return words.length === 0 || (type === 'choice' && words.length > 1) ? null : words.join(', ')
}

function numberWord({ label }: AskedField, isAsked: boolean, text: string): string | null {
  const beside = new RegExp(`(\\d+)(?:st|nd|rd|th) ${label}`, 'i').exec(text)?.[1]
  if (beside) return beside
  if (!isAsked || text.length > 100 || isQuestion(text)) return null
  if (/ground/i.test(text)) return '0'
  const digits = /-?\d+/.exec(text)?.[0]
  return digits ?? numberWords.find((word) => new RegExp(`\\b${word}\\b`, 'i').test(text)) ?? null
}

function nameWords(isAsked: boolean, text: string): string | null {
  const person = "([A-Z][\\w']*(?: [A-Z][\\w']*)+)"
  const cue = "[Nn]ame is|[Nn]ame should be|[Nn]ame:|I'm|I am|[Tt]his is|it's"
  const cued = new RegExp(`\\b(?:${cue}) ${person}`).exec(text)?.[1]
  if (cued) return cued
  if (!isAsked || hostile.test(text) || skips.test(text) || isQuestion(text)) return null
  const plain = text.trim().replace(/^(?:ok|okay|fine|well)[,.] /i, '')
  const written = new RegExp(`^${person}(?= here|$)`).exec(plain)?.[1]
  return (
    written ??
    (/^[a-z]{2,} [a-z]{2,}$/.test(plain) ? plain.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()) : null)
  )
}

function textWords({ label }: AskedField, isAsked: boolean, text: string): string | null {
  const cued = new RegExp(`\\b${label} (?:is|should be) (\\S+)`, 'i').exec(text)?.[1]
  if (cued) return cued
  return isAsked && !isQuestion(text) && !isShortNo(text) ? text : null
}

function isShortNo(text: string): boolean {
  return skips.test(text) || /^no\b.{0,20}$/i.test(text)
}
