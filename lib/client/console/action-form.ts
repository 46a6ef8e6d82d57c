import type { ActionDocument } from './agent-document'

export const actionKinds = ['log', 'variables', 'webhook', 'hangup', 'custom'] as const

export type ActionKind = (typeof actionKinds)[number]

/** What a node does when it is entered or left. `text`: the words of the log, the address, or the name. */
export type ActionForm = { kind: ActionKind; text: string }

const parameters = { log: 'message', variables: 'message', webhook: 'url', hangup: 'reason', custom: 'name' } as const

/** Both ways of contract 6 to write one. What is not known is a custom action, as the server has it. */
export function readAction(action: ActionDocument): ActionForm {
  if (typeof action === 'string') {
    const cut = action.indexOf(':')
    return cut < 0
      ? formOf(action.trim(), '', action)
      : formOf(action.slice(0, cut).trim(), action.slice(cut + 1), action)
  }
  const kind = actionKinds.find((kind) => kind === action.type)
  const value = kind ? action.params?.[parameters[kind]] : undefined
  return formOf(action.type, typeof value === 'string' ? value : '', action.type)
}

function formOf(type: string, argument: string, whole: string): ActionForm {
  const text = argument.trimStart()
  if (type === 'log') return text.trim() === 'variables' ? { kind: 'variables', text: '' } : { kind: 'log', text }
  if (type === 'webhook' || type === 'custom') return { kind: type, text }
  if (type === 'hangup') return { kind: type, text: '' }
  return { kind: 'custom', text: whole }
}

/** Written as the one before was: as text, or as an object with what else it holds. */
export function writeAction({ kind, text }: ActionForm, before: ActionDocument): ActionDocument {
  const type = kind === 'variables' ? 'log' : kind
  const argument = kind === 'variables' ? 'variables' : text
  if (typeof before === 'string') return kind === 'hangup' ? 'hangup' : `${type}:${argument}`
  const params = before.type === type ? before.params : {}
  return kind === 'hangup'
    ? { ...before, type }
    : { ...before, type, params: { ...params, [parameters[kind]]: argument } }
}
