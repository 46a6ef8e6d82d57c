import type { Json, JsonObject } from '@/lib/domain/json'
import type { Workflow } from '@/lib/domain/workflow'

/**
 * What an opening knows of a form's fields by the conversation's metadata, or by what its `prefill` says: the variable that
 * the engine fills them from. Nothing where no field asks for it.
 */
export function prefillOf(workflow: Workflow, metadata: JsonObject): { __prefill?: JsonObject } {
  const keys = [...workflow.nodes.values()].flatMap((node) =>
    node.type === 'collect' ? node.fields.flatMap(({ prefill }) => prefill ?? []) : [],
  )
  const own = asObject(metadata.prefill)
  const known = keys.flatMap((key): [string, Json][] => {
    const from = [own, metadata].find((known) => Object.hasOwn(known, key))
    const value = from?.[key] ?? null
    return value === null ? [] : [[key, value]]
  })
  return known.length > 0 ? { __prefill: Object.fromEntries(known) } : {}
}

function asObject(value: Json | undefined): JsonObject {
  return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value)) : {}
}
