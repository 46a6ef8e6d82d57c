import type { Condition } from '@/lib/domain/workflow'
import { parseCondition } from '../parse-condition'

/** A condition as it ends a sentence: “moves to X” … “when the visitor says anything”. What it cannot read it quotes. */
export function conditionInWords(text: string): string {
  const parsed = parseCondition(text)
  return 'problem' in parsed ? `on “${text}”` : wordsOf(parsed.condition)
}

function wordsOf(condition: Condition): string {
  switch (condition.kind) {
    case 'always':
      return 'at once'
    case 'skip-response':
      return 'without waiting for an answer'
    case 'user-responded':
      return 'when the visitor says anything'
    case 'contains':
      return `when the message contains “${condition.needle}”`
    case 'max-turns':
      return condition.turns === 1 ? 'after one message' : `after ${condition.turns} messages`
    case 'timeout':
      return `after ${condition.seconds} seconds of silence`
    case 'intent':
      return `when the visitor means “${condition.intent}”`
    case 'intent-no-match':
      return 'when none of the intents fits'
    case 'variables-extracted':
      return `once ${named(condition.names, 'and')} known`
    case 'extraction-failed':
      return `when ${named(condition.names, 'or', 'is')} not known`
    case 'variable-equals':
      return `when ${condition.name} is “${condition.value}”`
    case 'api-success':
      return 'when the call succeeds'
    case 'api-failed':
      return 'when the call fails'
    case 'api-status':
      return `when the call is answered with ${condition.status}`
    case 'api-response-contains':
      return `when the call’s answer contains “${condition.needle}”`
    case 'survey-complete':
      return 'once every variable is known'
    case 'form':
      return forms[condition.outcome]
  }
}

const forms: Record<Extract<Condition, { kind: 'form' }>['outcome'], string> = {
  complete: 'when the form is complete',
  cancelled: 'when the visitor gives the form up',
  'used-up': 'when the form cannot be read in the end',
}

function named(names: readonly string[], joint: 'and' | 'or', verb = names.length === 1 ? 'is' : 'are'): string {
  const last = names.at(-1) ?? ''
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} ${joint} ${last}` : last
  return `${list} ${verb}`
}
