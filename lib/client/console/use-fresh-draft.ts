import { useEffect, useRef } from 'react'
import { agentsApi } from './agents-api'
import type { AgentDetail } from './agents-wire'
import type { Draft } from './use-draft'

/**
 * Where somebody else saved and nothing here is unsaved, their draft is shown. `agent` is read again every few seconds.
 * `onRenewed` hears who it was.
 */
export function useFreshDraft(
  agent: AgentDetail,
  draft: Draft,
  canEdit: boolean,
  onRenewed: (name: string | null) => void,
): void {
  const latest = useRef({ draft, onRenewed })
  latest.current = { draft, onRenewed }
  const there = agent.draft?.revision ?? 0
  useEffect(() => {
    const before = latest.current.draft
    if (!canEdit || before.saving !== 'saved' || before.revision === there) return
    let isOver = false
    const compare = async () => {
      const view = await agentsApi.draft(agent.agent_id)
      const { draft: now, onRenewed: tell } = latest.current
      if (isOver || now.saving !== 'saved' || now.revision === view.revision || now.revision !== before.revision) return
      const isOther = JSON.stringify(view.document) !== JSON.stringify(now.document)
      now.renew(view, 'theirs')
      if (isOther) tell(view.updated_by)
    }
    // Not reached: the next look finds it.
    compare().catch(() => undefined)
    return () => {
      isOver = true
    }
  }, [agent.agent_id, there, canEdit])
}
