import type { Change } from '@/lib/domain/agent-document'
import { diffSettings } from './diff-settings'
import type { Place } from './place'
import { isSame, type Raw, rawOf, shown } from './raw'

export type Parts = ReadonlyMap<string, { value: Raw; path: string }>

/** Things that have a name of their own in a document: intents, variables, fields. */
export function diffParts(part: 'intent' | 'variable' | 'field', before: Parts, after: Parts, place: Place): Change[] {
  const { nodeId, nodeName, called } = place
  const at = { nodeId, nodeName }
  const made = [...after].flatMap(([id, { value, path }]): Change[] => {
    const old = before.get(id)
    if (!old)
      return [{ ...at, kind: `${part}_added`, words: `The ${part} “${id}” is new in ${called}`, after: value, path }]
    return inside(part, id, old.value, value, { ...place, path })
  })
  const gone = [...before].flatMap(([id, { value, path }]): Change[] =>
    after.has(id)
      ? []
      : [{ ...at, kind: `${part}_removed`, words: `The ${part} “${id}” is gone from ${called}`, before: value, path }],
  )
  const [order, wasOrder] = [sharedIds(after, before), sharedIds(before, after)]
  const isMoved = part === 'field' && !isSame(order, wasOrder)
  const moved: Change = {
    ...{ ...at, kind: 'field_changed', path: place.path, before: wasOrder, after: order },
    words: `The fields of ${called} are asked in another order: ${shown(order)}`,
  }
  return [...made, ...gone, ...(isMoved ? [moved] : [])]
}

function inside(part: 'intent' | 'variable' | 'field', id: string, before: Raw, after: Raw, place: Place): Change[] {
  const called = `the ${part} “${id}” of ${place.called}`
  const changes = diffSettings(before, after, { ...place, called }, ['examples'])
  return [
    ...changes.map((change): Change => ({ ...change, kind: `${part}_changed` })),
    ...diffExamples(before.examples, after.examples, { ...place, called }),
  ]
}

function diffExamples(before: unknown, after: unknown, { nodeId, nodeName, called, path }: Place): Change[] {
  if (isSame(before, after)) return []
  const [was, is] = [textsOf(before), textsOf(after)]
  const [added, removed] = [is.filter((one) => !was.includes(one)), was.filter((one) => !is.includes(one))]
  const told = [
    ...(added.length > 0 ? [`new: ${shown(added)}`] : []),
    ...(removed.length > 0 ? [`gone: ${shown(removed)}`] : []),
  ]
  const words = `The examples of ${called} changed${told.length > 0 ? `; ${told.join('; ')}` : ' their order'}`
  return [{ kind: 'intent_changed', nodeId, nodeName, words, before, after, path: `${path}.examples` }]
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function sharedIds(of: Parts, other: Parts): string[] {
  return [...of.keys()].filter((id) => other.has(id))
}

/** An object's entries as parts. */
export function partsIn(value: unknown, path: string): Parts {
  return new Map(Object.entries(rawOf(value)).map(([id, one]) => [id, { value: rawOf(one), path: `${path}.${id}` }]))
}

/** A list's items as parts, by one of their keys; those without it are left out. */
export function partsBy(key: string, list: readonly unknown[], path: string): Parts {
  return new Map(
    list.flatMap((one, index) => {
      const { [key]: id, ...value } = rawOf(one)
      return typeof id === 'string' ? [[id, { value, path: `${path}[${index}]` }] as const] : []
    }),
  )
}
