import type { z } from 'zod'
import type { PathStep } from './document-path'

/** Something wrong with a document, and where. */
export type Finding = { path: PathStep[]; message: string }

/** What zod found, in the words of people who write documents. `before`: where the parsed part stands. */
export function zodFindings(error: z.core.$ZodError, before: readonly PathStep[] = []): Finding[] {
  return error.issues.map((issue) => {
    const steps = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
    return { path: [...before, ...steps], message: messageOf(issue) }
  })
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is required'
      return `must be ${kinds[issue.expected] ?? issue.expected}`
    case 'too_small':
      if (issue.origin === 'array') return `must have at least ${items(issue.minimum)}`
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`
    case 'too_big':
      if (issue.origin === 'array') return `must have at most ${items(issue.maximum)}`
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`
    default:
      return issue.message
  }
}

function items(count: number | bigint): string {
  return `${count} ${Number(count) === 1 ? 'item' : 'items'}`
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}
