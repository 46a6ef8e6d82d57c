import type { Person } from '@/lib/domain/access-store'

// Each may do what those before it may: users talk, analysts read, editors write, owners manage keys and people.
const ranks: Record<Person['role'], number> = { user: 0, analyst: 1, editor: 2, owner: 3 }

export function hasRole(person: Pick<Person, 'role'>, role: Person['role']): boolean {
  return ranks[person.role] >= ranks[role]
}
