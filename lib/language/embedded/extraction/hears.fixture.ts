import type { HistoryMessage } from '@/lib/domain/language'
import type { VariableSpec } from '@/lib/domain/workflow'
import { extractVariables } from './extract-variables'

// What a visitor's message gives, in tests: on a Wednesday, in New York.

export const call = { now: Date.parse('2025-03-12T15:00:00Z'), timeZone: 'America/New_York', country: 'US' }
export const firstName = spec('first_name', "The user's first name")
export const zipCode = spec('zip_code', "The user's zip code")

export function spec(name: string, prompt = ''): VariableSpec {
  return { name, prompt, defaultValue: null }
}

export function hears(
  text: string,
  variables: readonly VariableSpec[],
  question: string | null = null,
  country = 'US',
) {
  const history: HistoryMessage[] = question === null ? [] : [{ id: 'q', role: 'assistant', content: question }]
  history.push({ id: 'm', role: 'user', content: text })
  return extractVariables({ text, history, variables, known: {} }, { ...call, country })
}

export function value(text: string, variable: VariableSpec, question: string | null = null, country = 'US') {
  return hears(text, [variable], question, country)[0]?.value
}
