import { useState, useSyncExternalStore } from 'react'
import { keep } from './keep'

const never = () => () => {}

/** A choice that is remembered in this browser. */
export function useKept(name: string, otherwise: boolean): [boolean, (value: boolean) => void] {
  const kept = useSyncExternalStore(
    never,
    () => keep.read(name),
    () => null,
  )
  const [chosen, setChosen] = useState<boolean | null>(null)
  const choose = (value: boolean) => {
    keep.write(name, String(value))
    setChosen(value)
  }
  return [chosen ?? (kept === null ? otherwise : kept === 'true'), choose]
}
