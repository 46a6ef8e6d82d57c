// What a form says, in words: the author's questions and the engine's own few sentences. Pure.
import type { FormField } from '@/lib/domain/form'
import type { JsonObject } from '@/lib/domain/json'
import { answerWords } from '@/lib/domain/masked-answer'
import type { FormSay, Given } from './form-draft'
import { fillTemplate } from './template'

/** All that is said in one message, its parts apart by a blank line; '' where nothing is said. */
export function formWords(says: readonly FormSay[], variables: JsonObject): string {
  const fill = (template: string) => fillTemplate(template, variables).trim()
  return says
    .map((say) => wordsOf(say, fill))
    .filter(Boolean)
    .join('\n\n')
}

type Fill = (template: string) => string

function wordsOf(say: FormSay, fill: Fill): string {
  switch (say.kind) {
    case 'ask':
      return say.kept === null
        ? question(say.field, fill)
        : `${keptWords(say.field, say.kept)}\n\n${question(say.field, fill)}`
    case 'confirm':
      return `Did you mean \u201c${answerWords(say.field, say.value)}\u201d?`
    case 'review':
      return `This is what I have:\n\n${list(say.answers)}\n\nIs everything right?`
    case 'shown':
      return say.answers.length === 0
        ? 'You have not given anything yet.'
        : `This is what I have so far:\n\n${list(say.answers)}`
    case 'retry':
      return say.problem
    case 'refused':
      return `${say.field.label}: ${say.problem}`
    case 'corrected':
      return say.fields.map(({ field, value }) => `${field.label} is now ${answerWords(field, value)}.`).join(' ')
    case 'noted':
      return `Noted: ${say.fields.map(({ field, value }) => `${field.label}: ${answerWords(field, value)}`).join('; ')}.`
    case 'removed':
      return `${say.field.label} is removed.`
    case 'skipped':
      return 'All right, I leave that out.'
    case 'needed':
      return ['This one is needed.', say.field.why && fill(say.field.why)].filter(Boolean).join(' ')
    case 'passed-over':
      return 'I leave that out for now.'
    case 'aside':
      return fill(say.text)
    case 'quoted':
      return `\u201c${say.source.quote.trim()}\u201d [1]`
    case 'cannot-answer':
      return ['I cannot answer that here.', aboutThis(say.field, fill)].filter(Boolean).join(' ')
    case 'paused':
      return 'All right, I stop here. What you gave is kept; say \u201ccontinue\u201d to go on.'
    case 'still-paused':
      return 'What you gave is kept. Say \u201ccontinue\u201d to go on.'
    case 'started-over':
      return 'Let us start over.'
    case 'is-first':
      return 'This is the first question.'
    case 'go-ahead':
      return 'Please go ahead: what is it?'
    case 'what-to-change':
      return 'What should be changed?'
  }
}

function aboutThis(field: FormField | null, fill: Fill): string {
  const own = fill(field?.help ?? field?.why ?? '')
  return own && `About this question: ${own}`
}

function keptWords(field: FormField, kept: Given['value']): string {
  return `You said \u201c${answerWords(field, kept)}\u201d. Give another answer, or say \u201ckeep it\u201d.`
}

// The choices, and the scale of a rating, are named where the question does not name them itself.
function question(field: FormField, fill: Fill): string {
  const asked = fill(field.question)
  if (field.type === 'rating' && !/\d/.test(asked))
    return `${asked} (${field.validation.min ?? 1} to ${field.validation.max ?? 5})`
  const labels = field.choices.map(({ label }) => label)
  const isNamed = labels.every((label) => asked.toLowerCase().includes(label.toLowerCase()))
  return isNamed ? asked : `${asked} (${labels.join(', ')})`
}

function list(answers: readonly Given[]): string {
  return answers.map(({ field, value }) => `- ${field.label}: ${answerWords(field, value)}`).join('\n')
}
