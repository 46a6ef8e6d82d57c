import type { ConversationState, TurnState } from '@/lib/domain/conversation'
import type { JsonObject } from '@/lib/domain/json'
import type { Classification } from '@/lib/domain/turn-event'
import type { Condition } from '@/lib/domain/workflow'
import { asText } from './template'

/** `unknown`: a classification has to be asked for first. `suppressed`: it needs new input, and there is none. */
export type Verdict = {
  holds: true | false | 'unknown' | 'suppressed'
  evidence: string | null
  score: number | null
}

const yes = (evidence: string | null, score: number | null = null): Verdict => ({ holds: true, evidence, score })
const no = (evidence: string | null, score: number | null = null): Verdict => ({ holds: false, evidence, score })
const suppressed: Verdict = { holds: 'suppressed', evidence: 'needs new input in this node', score: null }
const unknown: Verdict = { holds: 'unknown', evidence: null, score: null }

/** One condition of contract 6 against the state of a running turn. Pure. */
export function judge(condition: Condition, state: ConversationState, turn: TurnState): Verdict {
  const { variables } = state
  switch (condition.kind) {
    case 'always':
    case 'skip-response':
      return yes(null)
    case 'user-responded':
      if (!turn.fresh) return suppressed
      return turn.text?.trim() ? yes(null) : no('the message is empty')
    case 'contains':
      return contains(turn.text, condition.needle)
    case 'max-turns':
      if (!turn.fresh) return suppressed
      return verdict(
        state.turnsInNode >= condition.turns,
        `${state.turnsInNode} of ${condition.turns} turns in this node`,
      )
    case 'timeout':
      return timeout(condition.seconds, turn)
    case 'intent':
      return turn.fresh ? intent(condition.intent, turn.node.intents) : suppressed
    case 'intent-no-match':
      return turn.fresh ? noMatch(turn.node.intents) : suppressed
    case 'variables-extracted':
    case 'survey-complete': {
      const missing = condition.names.filter((name) => !isPresent(variables, name))
      return verdict(
        missing.length === 0,
        missing.length ? `missing: ${missing.join(', ')}` : show(condition.names, variables),
      )
    }
    case 'extraction-failed': {
      const missing = condition.names.filter((name) => !isPresent(variables, name))
      return verdict(
        missing.length > 0,
        missing.length ? `missing: ${missing.join(', ')}` : show(condition.names, variables),
      )
    }
    case 'variable-equals': {
      const value = asText(own(variables, condition.name))
      return verdict(
        value.toLowerCase() === condition.value.toLowerCase(),
        `${condition.name} is ${JSON.stringify(value)}`,
      )
    }
    case 'form':
      return verdict(state.form?.outcome === condition.outcome, state.form?.outcome ?? 'the form has not ended')
    case 'api-success':
      return verdict(own(variables, '__api_success') === true, apiEvidence(variables))
    case 'api-failed':
      return verdict(own(variables, '__api_failed') === true, apiEvidence(variables))
    case 'api-status':
      return verdict(own(variables, '__api_status_code') === condition.status, apiEvidence(variables))
    case 'api-response-contains':
      return contains(asText(own(variables, '__api_response_body')), condition.needle)
  }
}

function verdict(holds: boolean, evidence: string | null): Verdict {
  return { holds, evidence, score: null }
}

function contains(text: string | null, needle: string): Verdict {
  if (text === null) return no('there is no message in this turn')
  const at = text.toLowerCase().indexOf(needle.toLowerCase())
  return at < 0 ? no(null) : yes(text.slice(at, at + needle.length))
}

function timeout(seconds: number, turn: TurnState): Verdict {
  if (turn.node.entered) return no('the node has just been entered')
  return verdict(
    turn.silentMs >= seconds * 1000,
    `${(turn.silentMs / 1000).toFixed(1)} s of ${seconds} s without activity`,
  )
}

function intent(id: string, found: Classification | null): Verdict {
  if (!found) return unknown
  const best = found.scores[0]
  const own = found.scores.find((score) => score.id === id)
  if (!own) return no('not scored', null)
  if (own.score < found.threshold) return no(`below ${found.threshold}`, own.score)
  return best?.id === id ? yes(own.evidence, own.score) : no(`${best?.id} scored higher`, own.score)
}

function noMatch(found: Classification | null): Verdict {
  if (!found) return unknown
  const best = found.scores[0]
  if (!best) return yes('no intent was scored')
  const held = best.score < found.threshold
  return { holds: held, evidence: `best: ${best.id}, threshold ${found.threshold}`, score: best.score }
}

function isPresent(variables: JsonObject, name: string): boolean {
  return own(variables, name) !== null && own(variables, name) !== undefined
}

function own(variables: JsonObject, name: string) {
  return Object.hasOwn(variables, name) ? variables[name] : undefined
}

function show(names: readonly string[], variables: JsonObject): string {
  return names.map((name) => `${name}=${asText(own(variables, name))}`).join(', ')
}

function apiEvidence(variables: JsonObject): string {
  return `status ${asText(own(variables, '__api_status_code')) || 'none'}`
}
