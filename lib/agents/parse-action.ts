import type { Action } from '@/lib/domain/workflow'
import type { ActionConfig } from './node-config'

const parameterOf: Record<string, string> = { log: 'message', webhook: 'url', custom: 'name' }

/** Reads an action of contract 6, text or object. Total: what is not known becomes a custom action, which lint reports. */
export function parseAction(config: ActionConfig): Action {
  if (typeof config !== 'string') {
    const value = config.params?.[parameterOf[config.type] ?? '']
    return actionOf(config.type.trim(), typeof value === 'string' ? value : '', config.type)
  }
  const colon = config.indexOf(':')
  return colon < 0
    ? actionOf(config.trim(), '', config)
    : actionOf(config.slice(0, colon).trim(), config.slice(colon + 1), config)
}

function actionOf(type: string, argument: string, whole: string): Action {
  const value = argument.trim()
  if (type === 'log') return value === 'variables' ? { kind: 'log-variables' } : { kind: 'log', text: value }
  if (type === 'webhook' && value) return { kind: 'webhook', url: value }
  if (type === 'hangup') return { kind: 'hangup' }
  if (type === 'custom' && value) return { kind: 'custom', name: value }
  return { kind: 'custom', name: whole.trim() }
}
