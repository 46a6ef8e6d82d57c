const bare: Record<string, string> = {
  always: 'always',
  skip_response: 'at once',
  user_responded: 'they answer',
  api_success: 'the call worked',
  api_failed: 'the call failed',
  survey_complete: 'all answers are there',
  form_complete: 'the form is complete',
  form_cancelled: 'the form was cancelled',
  form_used_up: 'too many tries',
}

const withArgument: Record<string, (argument: string) => string> = {
  contains: (text) => `they say “${text}”`,
  max_turns: (count) => (count === '1' ? 'after 1 message' : `after ${count} messages`),
  timeout: (time) => `${time.replace(/\s*s$/, '')} s of silence`,
  intent: (id) => (id === 'no_match' ? 'no intent fits' : `they mean “${inWords(id)}”`),
  variables_extracted: (names) => `has ${listed(names, 'and')}`,
  extraction_failed: (names) => `${listed(names, 'or')} missing`,
  variable_equals: (argument) => {
    const cut = argument.indexOf('=')
    return cut < 1 ? argument : `${argument.slice(0, cut).trim()} is “${argument.slice(cut + 1).trim()}”`
  },
  api_status: (code) => `the call answered ${code}`,
  api_response_contains: (text) => `the answer holds “${text}”`,
}

/** When a transition is taken, in plain words; what cannot be read stands as it was written. */
export function conditionWords(condition: string): string {
  const trimmed = condition.trim()
  const colon = trimmed.indexOf(':')
  if (colon < 0) return bare[trimmed] ?? trimmed
  const argument = trimmed.slice(colon + 1).trim()
  const words = withArgument[trimmed.slice(0, colon).trim()]
  return words && argument !== '' ? words(argument) : trimmed
}

function inWords(id: string): string {
  return id.replaceAll(/[_-]+/g, ' ').trim()
}

function listed(names: string, joint: 'and' | 'or'): string {
  const all = names.split(',').flatMap((name) => name.trim() || [])
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} ${joint} ${all.at(-1)}`
}
