import { createContext, use } from 'react'

export type ConsoleRole = 'owner' | 'editor' | 'analyst'

export type ConsolePerson = { email: string; role: ConsoleRole }

const ranks: Record<ConsoleRole, number> = { analyst: 0, editor: 1, owner: 2 }

export const Person = createContext<ConsolePerson>({ email: '', role: 'analyst' })

/** Who is signed in. */
export function usePerson(): ConsolePerson {
  return use(Person)
}

/** Whether they have this role or a higher one. The server checks it again at each call. */
export function useMay(role: ConsoleRole): boolean {
  return ranks[usePerson().role] >= ranks[role]
}
