import type { IntentQuestion, UnderstandRequest, UnderstandResult } from '@/lib/domain/language'
import type { Classification } from '@/lib/domain/turn-event'
import { readByRules } from './read-by-rules'
import type { UnderstandRule } from './script'

/** Answers an `understand` question by a table of rules. Pure. */
export function applyRules(rules: readonly UnderstandRule[], request: UnderstandRequest): UnderstandResult {
  return {
    variables: request.variables.map(({ name }) => findVariable(name, rules, request)),
    intents: scoreIntents(request.intents, rules, request.text),
    globalIntents: scoreIntents(request.globalIntents, rules, request.text),
    ...(request.form ? { form: readByRules(request.form, rules, request.text ?? '') } : {}),
  }
}

function findVariable(
  name: string,
  rules: readonly UnderstandRule[],
  { history }: UnderstandRequest,
): UnderstandResult['variables'][number] {
  for (const message of history.filter(({ role }) => role === 'user').toReversed())
    for (const rule of rules) {
      const value = rule.variables && Object.hasOwn(rule.variables, name) ? rule.variables[name] : undefined
      const match = value === undefined ? null : message.content.match(rule.when)
      if (!match || value === undefined) continue
      const found = typeof value === 'function' ? value(match) : value
      return { name, value: found, raw: match[0], messageId: message.id, method: 'scripted', confidence: 1 }
    }
  return { name, value: null, raw: null, messageId: null, method: 'scripted', confidence: null }
}

function scoreIntents(
  question: IntentQuestion | null,
  rules: readonly UnderstandRule[],
  text: string | null,
): Classification | null {
  if (!question) return null
  const scores = question.intents.map(({ id }) => {
    const found = rules.flatMap((rule) => {
      const score = rule.intents && Object.hasOwn(rule.intents, id) ? (rule.intents[id] ?? 0) : 0
      const evidence = score > 0 ? text?.match(rule.when)?.[0] : undefined
      return evidence === undefined ? [] : [{ id, score, evidence }]
    })
    return found.toSorted((a, b) => b.score - a.score)[0] ?? { id, score: 0, evidence: null }
  })
  return { threshold: question.threshold, scores: scores.toSorted((a, b) => b.score - a.score) }
}
