// A transition's condition as the console's fields have it. What is unfinished keeps its kind, what is unknown stays as written.

const bareConditions = [
  'always',
  'user_responded',
  'api_success',
  'api_failed',
  'form_complete',
  'form_cancelled',
  'form_used_up',
  'survey_complete',
  'skip_response',
] as const

const texts = ['contains', 'api_response_contains', 'max_turns', 'timeout', 'api_status'] as const
const lists = ['variables_extracted', 'extraction_failed'] as const

type Bare = (typeof bareConditions)[number]

export type ConditionForm =
  | { kind: Bare }
  | { kind: (typeof texts)[number]; text: string }
  | { kind: (typeof lists)[number]; names: readonly string[] }
  | { kind: 'variable_equals'; name: string; value: string }
  | { kind: 'intent'; intent: string }
  | { kind: 'no_match' }
  | { kind: 'raw'; text: string }

export type ConditionKind = ConditionForm['kind']

export function readCondition(text: string): ConditionForm {
  const cut = text.indexOf(':')
  const name = (cut < 0 ? text : text.slice(0, cut)).trim()
  // Blanks at its end stay while somebody is typing; the server reads past them.
  const argument = cut < 0 ? '' : text.slice(cut + 1).trimStart()
  const raw: ConditionForm = { kind: 'raw', text }
  const bare = bareConditions.find((kind) => kind === name)
  if (bare) return argument === '' ? { kind: bare } : raw
  if (cut < 0) return raw
  if (name === 'timeout') return { kind: name, text: argument.replace(/\s*s\s*$/, '') }
  const plain = texts.find((kind) => kind === name)
  if (plain) return { kind: plain, text: argument }
  const list = lists.find((kind) => kind === name)
  if (list) return { kind: list, names: namesIn(argument) }
  if (name === 'intent')
    return argument.trim() === 'no_match' ? { kind: 'no_match' } : { kind: 'intent', intent: argument.trim() }
  if (name === 'variable_equals') {
    const equals = argument.indexOf('=')
    if (equals < 0) return { kind: name, name: argument.trim(), value: '' }
    return { kind: name, name: argument.slice(0, equals).trim(), value: argument.slice(equals + 1).trimStart() }
  }
  return raw
}

/** The syntax of contract 6. */
export function writeCondition(form: ConditionForm): string {
  switch (form.kind) {
    case 'contains':
    case 'api_response_contains':
    case 'max_turns':
    case 'api_status':
      return `${form.kind}:${form.text}`
    case 'timeout':
      return form.text === '' ? 'timeout:' : `timeout:${form.text}s`
    case 'variables_extracted':
    case 'extraction_failed':
      return `${form.kind}:${form.names.join(',')}`
    case 'variable_equals':
      return `variable_equals:${form.name}=${form.value}`
    case 'intent':
      return `intent:${form.intent}`
    case 'no_match':
      return 'intent:no_match'
    case 'raw':
      return form.text
    default:
      return form.kind
  }
}

/** What somebody who chooses a kind begins with; what the condition said before is kept where it fits. */
export function conditionOf(kind: ConditionKind, before: ConditionForm): ConditionForm {
  switch (kind) {
    case 'contains':
    case 'api_response_contains':
      return { kind, text: before.kind === 'contains' || before.kind === 'api_response_contains' ? before.text : '' }
    case 'max_turns':
      return { kind, text: '3' }
    case 'timeout':
      return { kind, text: '60' }
    case 'api_status':
      return { kind, text: '404' }
    case 'variables_extracted':
    case 'extraction_failed':
      return { kind, names: 'names' in before ? before.names : 'name' in before && before.name ? [before.name] : [] }
    case 'variable_equals':
      return { kind, name: 'names' in before ? (before.names[0] ?? '') : '', value: '' }
    case 'intent':
      return { kind, intent: '' }
    case 'raw':
      return { kind, text: writeCondition(before) }
    default:
      return { kind }
  }
}

/** Those that make sense in a node of this type, most used first. The others may be chosen too. */
export function fittingConditions(nodeType: string): readonly ConditionKind[] {
  return fitting[nodeType] ?? converses
}

const converses: readonly ConditionKind[] = [
  'always',
  'user_responded',
  'intent',
  'no_match',
  'contains',
  'max_turns',
  'timeout',
  'variables_extracted',
  'extraction_failed',
  'variable_equals',
]

const fitting: Record<string, readonly ConditionKind[]> = {
  retrieve_variable: ['variables_extracted', 'extraction_failed', 'variable_equals', 'always', 'contains'],
  api_call: ['api_success', 'api_failed', 'api_status', 'api_response_contains', 'variable_equals', 'always'],
  collect: ['form_complete', 'form_cancelled', 'form_used_up', 'variable_equals', 'contains', 'always'],
}

export const conditionKinds: readonly ConditionKind[] = [
  ...new Set<ConditionKind>([...converses, ...Object.values(fitting).flat(), ...bareConditions, 'raw']),
]

function namesIn(list: string): string[] {
  return list.split(',').flatMap((name) => name.trim() || [])
}
