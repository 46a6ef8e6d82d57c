import type { ApiError } from '../api-error'
import { type AgentDocument, isAgentDocument } from './agent-document'
import type { DraftView, Finding, SavedDraft } from './agents-wire'
import { beginHistory, type DraftHistory, record, redo, undo } from './draft-history'
import { isRecord } from './is-record'

export type DraftState = DraftHistory & {
  /** Of the draft as the server has it. */
  revision: number
  basedOn: number | null
  saving: 'saved' | 'saving' | 'offline' | 'refused' | 'conflict'
  /** What somebody else saved meanwhile; ours is kept until one of the two is chosen. */
  conflict: { theirs: DraftView } | null
  findings: readonly Finding[]
  /** What the server said no with, where it did. */
  refusal: string | null
}

/** What a draft needs of the world. */
export type DraftPorts = {
  save: (document: AgentDocument, revision: number) => Promise<SavedDraft>
  load: () => Promise<DraftView>
  /** Of this draft alone, and of this browser. */
  kept: { read: () => string | null; write: (value: string) => void; drop: () => void }
  /** Null where an error is none of the server's. */
  asApiError: (error: unknown) => ApiError | null
}

export type DraftStore = {
  read: () => DraftState
  subscribe: (changed: () => void) => () => void
  change: (label: string, change: (document: AgentDocument) => AgentDocument) => void
  undo: () => void
  redo: () => void
  /** Saves what is not saved yet, now. Resolves once that has ended, well or not. */
  flush: () => Promise<void>
  takeTheirs: () => void
  keepMine: () => void
  setFindings: (findings: readonly Finding[]) => void
  /** The draft as the server has it now: after a publish, or when somebody else saved and nothing here is unsaved. */
  renew: (view: DraftView, label: string) => void
  close: () => void
}

const pauseMs = 800
const retryMs = 4_000

/** One draft while it is open: changed in memory at once, saved a moment later, kept in this browser until it is. */
export function openDraft(view: DraftView, ports: DraftPorts): DraftStore {
  const found = keptFor(view, ports.kept.read())
  let saved: AgentDocument = view.document
  let state: DraftState = {
    ...beginHistory(view.document),
    ...{
      revision: view.revision,
      basedOn: view.based_on,
      saving: 'saved',
      conflict: null,
      findings: [],
      refusal: null,
    },
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  const listeners = new Set<() => void>()

  function set(next: Partial<DraftState>) {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  function move(history: DraftHistory) {
    if (history.document === state.document) return
    set({ ...history, ...(state.conflict ? {} : { saving: history.document === saved ? state.saving : 'saving' }) })
    if (!state.conflict) plan(pauseMs)
  }

  function plan(ms: number) {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), ms)
  }

  function keepHere() {
    if (state.document === saved) ports.kept.drop()
    else ports.kept.write(JSON.stringify({ document: state.document, revision: state.revision }))
  }

  async function save(): Promise<void> {
    clearTimeout(timer)
    if (running) return running.then(() => (state.saving === 'saving' ? save() : undefined))
    if (state.conflict) return keepHere()
    if (state.document === saved) {
      ports.kept.drop()
      return set({ saving: 'saved' })
    }
    keepHere()
    set({ saving: 'saving' })
    running = send().finally(() => {
      running = null
    })
    return running
  }

  async function send(): Promise<void> {
    const sent = state.document
    try {
      const { revision, findings } = await ports.save(sent, state.revision)
      saved = sent
      const isLatest = state.document === sent
      set({ revision, findings, refusal: null, saving: isLatest ? 'saved' : 'saving' })
      keepHere()
      if (!isLatest) plan(pauseMs)
    } catch (error) {
      const refused = ports.asApiError(error)
      if (refused?.status === 409) return meet()
      if (refused && refused.status >= 400 && refused.status < 500 && refused.status !== 401)
        return set({ saving: 'refused', refusal: refused.message })
      set({ saving: 'offline', refusal: refused?.message ?? null })
      plan(retryMs)
    }
  }

  async function meet(): Promise<void> {
    try {
      const theirs = await ports.load()
      // An answer that was lost: what we sent is there.
      if (isSame(theirs.document, state.document)) return adopt(theirs, 'kept')
      set({ saving: 'conflict', conflict: { theirs } })
    } catch {
      set({ saving: 'offline' })
      plan(retryMs)
    }
  }

  function adopt(theirs: DraftView, label: string) {
    const isOurs = isSame(theirs.document, state.document)
    saved = isOurs ? state.document : theirs.document
    const history = isOurs ? {} : record(state, label, theirs.document, 0)
    const { revision, based_on: basedOn } = theirs
    set({ ...history, revision, basedOn, conflict: null, saving: 'saved', refusal: null })
    ports.kept.drop()
  }

  if (found?.isCurrent) {
    state = { ...state, ...record(state, 'kept', found.document, 0), saving: 'saving' }
    plan(pauseMs)
  } else if (found) state = { ...state, document: found.document, saving: 'conflict', conflict: { theirs: view } }

  return {
    read: () => state,
    subscribe(changed) {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    change: (label, change) => move(record(state, label, change(state.document), Date.now())),
    undo: () => move(undo(state)),
    redo: () => move(redo(state)),
    flush: save,
    takeTheirs() {
      if (state.conflict) adopt(state.conflict.theirs, 'theirs')
    },
    keepMine() {
      if (!state.conflict) return
      const { theirs } = state.conflict
      saved = theirs.document
      set({ revision: theirs.revision, basedOn: theirs.based_on, conflict: null, saving: 'saving' })
      plan(0)
    },
    setFindings: (findings) => set({ findings }),
    renew: adopt,
    close() {
      clearTimeout(timer)
      keepHere()
      if (state.document !== saved && !state.conflict && !running) void send()
    },
  }
}

/** What this browser kept of the draft, where it differs from what the server has. */
function keptFor(view: DraftView, kept: string | null): { document: AgentDocument; isCurrent: boolean } | null {
  const value = parsed(kept)
  if (!isRecord(value) || !isAgentDocument(value.document)) return null
  if (isSame(value.document, view.document)) return null
  return { document: value.document, isCurrent: value.revision === view.revision }
}

function isSame(one: AgentDocument, other: AgentDocument): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
