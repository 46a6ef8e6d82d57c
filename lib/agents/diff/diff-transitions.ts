import type { Change } from '@/lib/domain/agent-document'
import { conditionInWords } from './condition-words'
import type { Place } from './place'
import { isSame, listOf, rawOf, textOf } from './raw'

type Transition = { condition: string; target: string; priority: unknown; path: string }

/** A node's ways on. `nameOf`: what people call the node with this id. */
export function diffTransitions(
  before: unknown,
  after: unknown,
  place: Place,
  nameOf: (id: string) => string,
): Change[] {
  const { nodeId, nodeName, path } = place
  const was = transitionsIn(before, path)
  const is = transitionsIn(after, path)
  const gone = unmatched(was, is)
  const made = unmatched(is, was)
  const from = `“${nodeName ?? nodeId}”`
  const goes = ({ condition, target }: Transition) => `${nameOf(target)} ${conditionInWords(condition)}`
  const at = { nodeId, nodeName }
  const changes = made.map((transition): Change => {
    const old =
      take(gone, ({ condition }) => condition === transition.condition) ??
      take(gone, ({ target }) => target === transition.target)
    const { condition, target, path: here } = transition
    if (!old)
      return {
        ...at,
        kind: 'transition_added',
        words: `${from} moves to ${goes(transition)}`,
        after: toWire(transition),
        path: here,
      }
    const words =
      old.condition === condition
        ? `${from} moves to ${nameOf(target)} instead of ${nameOf(old.target)} ${conditionInWords(condition)}`
        : `${from} moves to ${goes(transition)}, no longer ${conditionInWords(old.condition)}`
    return { ...at, kind: 'transition_changed', words, before: toWire(old), after: toWire(transition), path: here }
  })
  const left = gone.map(
    (transition): Change => ({
      ...{ ...at, kind: 'transition_removed', words: `${from} no longer moves to ${goes(transition)}` },
      ...{ before: toWire(transition), path: transition.path },
    }),
  )
  return [...changes, ...left, ...diffOrder(was, is, place, from)]
}

// By the order in which they are looked at: priorities that leave it as it was change nothing.
function diffOrder(was: readonly Transition[], is: readonly Transition[], place: Place, from: string): Change[] {
  const [before, after] = [inOrder(was, is), inOrder(is, was)]
  if (isSame(before, after)) return []
  const words = `${from} looks at its transitions in another order: ${after.map((key) => key.split('\n')[0]).join(', ')}`
  const { nodeId, nodeName, path } = place
  return [{ kind: 'transition_changed', nodeId, nodeName, words, before, after, path: `${path}.transitions` }]
}

function inOrder(of: readonly Transition[], other: readonly Transition[]): string[] {
  const kept = of.filter((one) => other.some((same) => keyOf(same) === keyOf(one)))
  return kept.toSorted((a, b) => priorityOf(a) - priorityOf(b)).map(keyOf)
}

function priorityOf({ priority }: Transition): number {
  return typeof priority === 'number' ? priority : 0
}

function transitionsIn(value: unknown, path: string): Transition[] {
  return listOf(value).map((one, index) => {
    const { condition, target, priority } = rawOf(one)
    const at = `${path}.transitions[${index}]`
    return { condition: textOf(condition)?.trim() ?? '', target: textOf(target) ?? '', priority, path: at }
  })
}

function unmatched(of: readonly Transition[], other: readonly Transition[]): Transition[] {
  const rest = other.map(keyOf)
  return of.filter((one) => {
    const at = rest.indexOf(keyOf(one))
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}

function take(from: Transition[], fits: (one: Transition) => boolean): Transition | null {
  const at = from.findIndex(fits)
  return at < 0 ? null : (from.splice(at, 1)[0] ?? null)
}

function keyOf({ condition, target }: Transition): string {
  return `${condition}\n${target}`
}

function toWire({ condition, target, priority }: Transition) {
  return { condition, target, ...(priority === undefined ? {} : { priority }) }
}
