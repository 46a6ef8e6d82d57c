import { diffDocuments } from '@/lib/agents/diff/diff-documents'
import type { Change } from '@/lib/domain/agent-document'
import type { Scope } from '@/lib/domain/scope'
import type { AgentEditPorts, AgentPlace } from './agent-edit-ports'
import { readDraft } from './read-draft'
import { readVersion } from './read-version'
import { shownDocument } from './shown-document'

export type Compared = number | 'draft'

/**
 * What is another in `to` than in `from`, in words. Where there is no draft, `draft` is the version in force; `masks`: without
 * secrets. Throws BAD_REQUEST (malformed id), NOT_FOUND (tenant, agent or version).
 */
export async function diffAgent(
  ports: Pick<AgentEditPorts, 'store'>,
  scope: Scope,
  { from, to, masks = false, ...place }: AgentPlace & { from: Compared; to: Compared; masks?: boolean },
): Promise<Change[]> {
  const read = async (which: Compared): Promise<unknown> => {
    const found =
      which === 'draft'
        ? await readDraft(ports, scope, place)
        : await readVersion(ports, scope, { ...place, version: which })
    return shownDocument(found.document, masks)
  }
  const [before, after] = await Promise.all([read(from), read(to)])
  return diffDocuments(before, after)
}
