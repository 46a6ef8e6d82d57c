import type { Condition } from '@/lib/domain/workflow'

/** `Condition` without the text it was read from. */
type Meaning = Condition extends infer C ? (C extends Condition ? Omit<C, 'text'> : never) : never

export type ParsedCondition = { condition: Condition } | { problem: string }

type Reader = (argument: string) => Meaning | null

const bare: Record<string, Meaning> = {
  always: { kind: 'always' },
  skip_response: { kind: 'skip-response' },
  user_responded: { kind: 'user-responded' },
  api_success: { kind: 'api-success' },
  api_failed: { kind: 'api-failed' },
  // Which variables it needs is known only with the whole workflow: compileWorkflow fills them in.
  survey_complete: { kind: 'survey-complete', names: [] },
  form_complete: { kind: 'form', outcome: 'complete' },
  form_cancelled: { kind: 'form', outcome: 'cancelled' },
  form_used_up: { kind: 'form', outcome: 'used-up' },
}

const withArgument: Record<string, { form: string; read: Reader }> = {
  contains: { form: 'contains:TEXT', read: (needle) => (needle ? { kind: 'contains', needle } : null) },
  max_turns: {
    form: 'max_turns:N, N a whole number from 1',
    read: (n) => (/^[1-9]\d{0,5}$/.test(n) ? { kind: 'max-turns', turns: Number(n) } : null),
  },
  timeout: { form: 'timeout:SECONDS or timeout:SECONDSs', read: readTimeout },
  intent: { form: 'intent:ID', read: readIntent },
  variables_extracted: {
    form: 'variables_extracted:NAME,NAME',
    read: (list) => withNames(list, (names) => ({ kind: 'variables-extracted', names })),
  },
  extraction_failed: {
    form: 'extraction_failed:NAME,NAME',
    read: (list) => withNames(list, (names) => ({ kind: 'extraction-failed', names })),
  },
  variable_equals: { form: 'variable_equals:NAME=VALUE', read: readEquals },
  api_status: {
    form: 'api_status:CODE, a status from 100 to 599',
    read: (code) => (/^[1-5]\d\d$/.test(code) ? { kind: 'api-status', status: Number(code) } : null),
  },
  api_response_contains: {
    form: 'api_response_contains:TEXT',
    read: (needle) => (needle ? { kind: 'api-response-contains', needle } : null),
  },
}

/** Reads one condition of contract 6; blanks around its parts do not matter. Never throws. */
export function parseCondition(text: string): ParsedCondition {
  const trimmed = text.trim()
  const colon = trimmed.indexOf(':')
  const name = (colon < 0 ? trimmed : trimmed.slice(0, colon)).trim()
  const argument = colon < 0 ? '' : trimmed.slice(colon + 1).trim()
  if (Object.hasOwn(bare, name) && argument === '') {
    const meaning = bare[name]
    if (meaning) return { condition: { text, ...meaning } }
  }
  const entry = Object.hasOwn(withArgument, name) ? withArgument[name] : undefined
  if (!entry) return { problem: `unknown condition "${text}"` }
  const meaning = entry.read(argument)
  return meaning ? { condition: { text, ...meaning } } : { problem: `"${text}" should read ${entry.form}` }
}

function readTimeout(argument: string): Meaning | null {
  const seconds = /^(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})\s*s?$/.exec(argument)?.[1]
  return seconds === undefined ? null : { kind: 'timeout', seconds: Number(seconds) }
}

function readIntent(id: string): Meaning | null {
  if (!id) return null
  return id === 'no_match' ? { kind: 'intent-no-match' } : { kind: 'intent', intent: id }
}

function readEquals(argument: string): Meaning | null {
  const equals = argument.indexOf('=')
  const name = argument.slice(0, Math.max(equals, 0)).trim()
  return name ? { kind: 'variable-equals', name, value: argument.slice(equals + 1).trim() } : null
}

function withNames(list: string, meaning: (names: string[]) => Meaning): Meaning | null {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.length > 0 ? meaning(names) : null
}
