import { useRef } from 'react'

/** A list that stays the same object while it holds the same things in the same order. */
export function useSameList<T>(list: T[]): T[] {
  const kept = useRef(list)
  const isSame = kept.current.length === list.length && list.every((one, place) => one === kept.current[place])
  if (!isSame) kept.current = list
  return kept.current
}
