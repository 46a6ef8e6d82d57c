import type { AccessStore } from '@/lib/domain/access-store'
import { scopeOf } from '@/lib/http/key-scope'
import type { ConsolePrincipal } from '@/lib/http/principal'

/** What others are told of who changed something: a person's e-mail address, or that a key did. */
export async function editorOf(principal: ConsolePrincipal, access: Pick<AccessStore, 'getPerson'>): Promise<string> {
  if (principal.kind !== 'person') return 'admin_api'
  const person = await access.getPerson(scopeOf(principal), principal.personId)
  return person?.email ?? 'someone who has left'
}
