import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { LoadState } from '@/components/ui/load-state'
import { useToast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api-error'
import { nodeName, nodeOf } from '@/lib/client/console/agent-document'
import { agentsApi } from '@/lib/client/console/agents-api'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { findingWords } from '@/lib/client/console/sentence'
import { editorTexts } from '../../texts/editor-texts'
import { ChangesList } from '../changes-list'
import { useEditor } from '../editor-context'
import { TestsLine } from '../tests/tests-line'
import { RunningLine } from './running-line'

const words = editorTexts.publish

/** What will be live: what changes in words, what was found in it, what happens to running conversations. */
export function PublishDialog({ hasDraft, onClose }: { hasDraft: boolean; onClose: () => void }) {
  const { agent, agentId, draft } = useEditor()
  const queries = useQueryClient()
  const show = useToast()
  const [note, setNote] = useState('')
  const live = agent.active_version
  const errors = draft.findings.filter(({ level }) => level === 'error').length
  const warnings = draft.findings.length - errors
  const publish = useMutation({
    mutationFn: async () => {
      const { version } = await agentsApi.publish(agentId, draft.revision, note.trim())
      return { version, view: await agentsApi.draft(agentId) }
    },
    onSuccess: ({ version, view }) => {
      draft.renew(view, 'publish')
      for (const { queryKey } of [agentsQueries.agent(agentId), agentsQueries.versions(agentId), agentsQueries.list()])
        void queries.invalidateQueries({ queryKey, exact: true })
      onClose()
      show({ words: words.done(version) })
    },
  })
  if (!hasDraft)
    return (
      <Dialog title={words.title} onClose={onClose}>
        <p className="px-4 pb-4 text-ink-soft">{words.nothing}</p>
      </Dialog>
    )
  const isSaved = draft.saving === 'saved'
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (errors === 0 && isSaved) publish.mutate()
        }}
      >
        {errors > 0 ? (
          <p role="alert" className="text-danger">
            {words.blocked(errors)}
          </p>
        ) : null}
        {warnings > 0 ? <p className="text-variable">{editorTexts.findings.warnings(warnings)}</p> : null}
        <Findings />
        <TestsLine />
        {live === null ? <p className="text-ink-soft">{words.first}</p> : <Difference live={live} isSaved={isSaved} />}
        <AreaField label={words.note} hint={words.noteHint} value={note} maxLength={10_000} onChange={setNote} />
        {live === null ? null : (
          <div className="text-ink-soft">
            <p>{words.stay}</p>
            <RunningLine />
          </div>
        )}
        {publish.error ? <Refused error={publish.error} /> : null}
        <Button type="submit" look="accent" disabled={errors > 0 || !isSaved || publish.isPending}>
          {words.submit}
        </Button>
      </form>
    </Dialog>
  )
}

function Findings() {
  const { findings, document } = useEditor().draft
  const nameOf = (id: string | null | undefined) => {
    const node = id ? nodeOf(document, id) : null
    return node ? nodeName(node) : editorTexts.findings.whole
  }
  if (findings.length === 0) return null
  return (
    <ul className="wrap-anywhere max-h-40 list-disc space-y-1 overflow-y-auto ps-5 text-xs">
      {findings.map(({ path, message, node_id }) => (
        <li key={`${path} ${message}`}>
          <bdi className="font-medium">{nameOf(node_id)}</bdi>: {findingWords({ path, message })}{' '}
          <code className="font-mono text-ink-soft">{path}</code>
        </li>
      ))}
    </ul>
  )
}

function Difference({ live, isSaved }: { live: number; isSaved: boolean }) {
  const { agentId, draft } = useEditor()
  const difference = useQuery({
    ...agentsQueries.diff(agentId, live, 'draft'),
    queryKey: [...agentsQueries.diff(agentId, live, 'draft').queryKey, draft.revision],
    enabled: isSaved,
  })
  return (
    <section aria-label={words.changes(live)}>
      <h3 className="mb-2 font-medium">{words.changes(live)}</h3>
      <div className="max-h-64 overflow-y-auto">
        {difference.data ? (
          <ChangesList changes={difference.data.changes} />
        ) : (
          <LoadState
            error={difference.error}
            failed={editorTexts.versions.compareFailed}
            loading={editorTexts.versions.comparing}
            onRetry={() => difference.refetch()}
          />
        )}
      </div>
    </section>
  )
}

function Refused({ error }: { error: Error }) {
  const problems = error instanceof ApiError ? error.problems : []
  return (
    <div role="alert" className="space-y-1 text-danger">
      <p>
        {words.failed} {problems.length === 0 ? error.message : ''}
      </p>
      <ul className="list-disc ps-5 text-xs">
        {problems.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path}: {message}
          </li>
        ))}
      </ul>
    </div>
  )
}
