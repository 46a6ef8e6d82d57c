import type { Turn } from './conversation'

/** Of a conversation's turns, oldest first, those since it was last started over: what its visitor sees. */
export function sinceReset<T extends Pick<Turn, 'kind' | 'status'>>(turns: readonly T[]): readonly T[] {
  const at = turns.findLastIndex(({ kind, status }) => kind === 'reset' && status === 'done')
  return at < 0 ? turns : turns.slice(at)
}
