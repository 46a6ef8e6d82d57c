import type { Start } from './api'
import type { Variables } from './wire'

/** `?agent=ID&version=2&var.name=Ann` as what a conversation is opened with; null where no agent is named. */
export function startFrom(params: URLSearchParams, key: string): Start | null {
  const agentId = params.get('agent')
  if (!agentId) return null
  const version = Number(params.get('version') ?? Number.NaN)
  const variables: Variables = {}
  for (const [name, value] of params) if (name.startsWith('var.') && name.length > 4) variables[name.slice(4)] = value
  return {
    agentId,
    key,
    ...(Number.isInteger(version) && version > 0 ? { version } : {}),
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
  }
}
