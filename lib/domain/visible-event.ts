import { publicVariables } from './conversation'
import type { TurnEvent, Weighed } from './turn-event'
import { readingWithoutSensitive, withoutSensitive, withoutValues } from './visible-form'

/** visitor: who chats · debug: who may look at the why · admin: whose agent it is. */
export type Audience = 'visitor' | 'debug' | 'admin'

/**
 * What of an event leaves the server, for whom; null: nothing. Pure. The fold is total over what is left. The words of the
 * visitor's message stand in its own row, so that an event is the same before and after it is stored.
 */
export function visibleEvent(event: TurnEvent, audience: Audience): TurnEvent | null {
  const shared = event.type === 'turn-start' ? { ...event, text: null } : event
  switch (audience) {
    case 'admin':
      return shared
    case 'debug':
      return forDebug(shared)
    case 'visitor':
      return forVisitor(shared)
  }
}

function forVisitor(event: TurnEvent): TurnEvent | null {
  switch (event.type) {
    case 'turn-start':
    case 'node-entered':
    case 'text-delta':
    case 'message-end':
    case 'turn-end':
    case 'turn-error':
      return event
    case 'form-changed':
      return { ...event, why: null, changes: event.changes.map(withoutValues) }
    case 'sources-found':
      // What does not answer is cited nowhere.
      return { ...event, detail: null, sources: event.outcome === 'found' ? event.sources : [] }
    case 'conversation-end':
      return { ...event, detail: null }
    case 'action-run':
    case 'input-understood':
    case 'variables-set':
    case 'transitions-weighed':
    case 'transition-taken':
    case 'tool-call':
    case 'api-called':
    case 'model-call':
    case 'agent-transferred':
      return null
    case 'tool-result':
      // The rows are what was asked for; how they were found is for those who may look at the why.
      return event.table ? { ...event, output: '', table: { ...event.table, sql: null } } : null
    default:
      return nothing(event)
  }
}

function forDebug(event: TurnEvent): TurnEvent | null {
  switch (event.type) {
    case 'action-run':
      return withoutQuery(event)
    case 'input-understood': {
      const variables = event.understood.variables.filter(({ name }) => !name.startsWith('__'))
      const { form } = event.understood
      const read = form ? { form: readingWithoutSensitive(form) } : {}
      return { ...event, understood: { ...event.understood, variables, ...read } }
    }
    case 'form-changed':
      return { ...event, changes: event.changes.map(withoutSensitive) }
    case 'variables-set':
      return { ...event, values: publicVariables(event.values) }
    case 'transitions-weighed':
      return { ...event, weighed: event.weighed.map(withoutOwnValues) }
    case 'tool-call':
      return { ...event, call: { ...event.call, args: publicVariables(event.call.args) } }
    case 'api-called':
      return { ...event, outcome: { ...event.outcome, url: cutQuery(event.outcome.url) } }
    case 'turn-start':
    case 'node-entered':
    case 'text-delta':
    case 'message-end':
    case 'transition-taken':
    case 'tool-result':
    case 'sources-found':
    case 'model-call':
    case 'agent-transferred':
    case 'conversation-end':
    case 'turn-end':
    case 'turn-error':
      return event
    default:
      return nothing(event)
  }
}

// A kind of event that the compiler does not know here yet is shown to nobody.
function nothing(_: never): null {
  return null
}

function withoutQuery(event: TurnEvent & { type: 'action-run' }): TurnEvent {
  const { action, detail } = event
  if (action.kind !== 'webhook') return event
  return { ...event, action: { ...action, url: cutQuery(action.url) }, detail: detail && cutQuery(detail) }
}

function cutQuery(text: string): string {
  return text.replace(/[?#].*$/s, '')
}

// What was compared may be the value of a variable that is the server's own.
function withoutOwnValues(weighed: Weighed): Weighed {
  return weighed.condition.includes('__') ? { ...weighed, evidence: null } : weighed
}
