import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { ApiError } from '../api-error'
import { keep } from '../keep'
import type { AgentDocument } from './agent-document'
import { agentsApi } from './agents-api'
import type { DraftView, Finding } from './agents-wire'
import { type DraftState, type DraftStore, openDraft } from './draft-store'

export type Draft = {
  document: AgentDocument
  /** In memory at once; saved a moment later. Changes with one label that follow each other fast are one step back. */
  change: (label: string, change: (document: AgentDocument) => AgentDocument) => void
  undo: () => void
  redo: () => void
  canUndo: boolean
  canRedo: boolean
  saving: DraftState['saving']
  refusal: string | null
  conflict: DraftState['conflict']
  takeTheirs: () => void
  keepMine: () => void
  findings: readonly Finding[]
  revision: number
  basedOn: number | null
  /** Saves now what is not saved yet. */
  flush: () => Promise<void>
  renew: DraftStore['renew']
}

/** `view`: the draft as it was read. `canEdit` false: nothing changes and nothing is saved. */
export function useDraft(agentId: string, view: DraftView, canEdit: boolean): Draft {
  const [store] = useState(() => openDraft(view, portsOf(agentId, canEdit)))
  const state = useSyncExternalStore(store.subscribe, store.read, store.read)
  useEffect(() => {
    const leave = () => void store.flush()
    addEventListener('pagehide', leave)
    addEventListener('online', leave)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('online', leave)
      store.close()
    }
  }, [store])
  useEffect(() => {
    // Saving answers with findings; what was only opened is looked at once.
    let isOver = false
    agentsApi.lint(view.document).then(
      ({ findings }) => !isOver && store.read().revision === view.revision && store.setFindings(findings),
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [store, view])
  const change = useCallback<Draft['change']>(
    (label, act) => {
      if (canEdit) store.change(label, act)
    },
    [store, canEdit],
  )
  return useMemo(
    () => ({
      ...{ document: state.document, saving: state.saving, refusal: state.refusal, conflict: state.conflict },
      ...{ findings: state.findings, revision: state.revision, basedOn: state.basedOn },
      canUndo: state.past.length > 0,
      canRedo: state.future.length > 0,
      change,
      ...{ undo: store.undo, redo: store.redo, takeTheirs: store.takeTheirs, keepMine: store.keepMine },
      ...{ flush: store.flush, renew: store.renew },
    }),
    [state, change, store],
  )
}

function portsOf(agentId: string, canEdit: boolean) {
  const name = `draft.${agentId}`
  return {
    save: (document: AgentDocument, revision: number) => agentsApi.saveDraft(agentId, document, revision),
    load: () => agentsApi.draft(agentId),
    kept: {
      read: () => (canEdit ? keep.read(name) : null),
      write: (value: string) => keep.write(name, value),
      drop: () => keep.drop(name),
    },
    asApiError: (error: unknown) => (error instanceof ApiError ? error : null),
  }
}
