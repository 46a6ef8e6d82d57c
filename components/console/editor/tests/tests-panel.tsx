'use client'
import { FlaskConical, Play, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { useToast } from '@/components/ui/toast'
import { testStateOf } from '@/lib/client/console/agent-test-state'
import type { AgentTestRow } from '@/lib/client/console/tests-api'
import { useAddress } from '@/lib/client/console/use-address'
import { useTests } from '@/lib/client/console/use-tests'
import { testsTexts } from '../../texts/tests-texts'
import { useEditor } from '../editor-context'
import { TryProblem } from '../try/try-problem'
import { TestCard } from './agent-test-card'
import { AgentTestEditor } from './agent-test-editor'
import { SaveAsTest } from './save-as-test'

type Open = { kind: 'editor'; test: AgentTestRow | null } | { kind: 'record' } | null

/** What the agent is held to before it is published. */
export default function TestsPanel() {
  const { agentId, draft, canEdit } = useEditor()
  const { list, ran, run, save, remove } = useTests(agentId)
  const [open, setOpen] = useState<Open>(null)
  // A conversation's page links here with its id.
  const { read, write } = useAddress()
  const from = read('from')
  const show = useToast()
  const tests = list.data?.tests
  if (!tests)
    return (
      <LoadState
        error={list.error}
        failed={testsTexts.failed}
        loading={testsTexts.loading}
        onRetry={() => list.refetch()}
      />
    )
  const runThese = (some: readonly AgentTestRow[]) => run.mutate({ tests: some, document: draft.document })
  const onRemove = (test: AgentTestRow) =>
    remove.mutate(test.test_id, {
      onSuccess: () =>
        show({
          words: testsTexts.removed(test.name),
          undo: () => save.mutate({ testId: null, test: { name: test.name, document: test.document } }),
        }),
      onError: (error) => show({ words: error.message, look: 'danger' }),
    })
  const state = testStateOf(tests, ran, draft.document)
  return (
    <div className="space-y-3 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 grow font-semibold text-base">{testsTexts.title}</h2>
        {tests.length > 0 && canEdit ? (
          <Button look="accent" disabled={run.isPending} onClick={() => runThese(tests)}>
            <Play size={16} aria-hidden />
            {run.isPending ? testsTexts.running : testsTexts.runAll}
          </Button>
        ) : null}
      </div>
      <p role="status" className={state.failed > 0 ? 'text-danger' : 'text-ink-soft'}>
        {tests.length === 0 || run.isPending ? '' : testsTexts.state(state)}
      </p>
      {run.error ? <TryProblem error={run.error} /> : null}
      {tests.length === 0 ? (
        <EmptyState title={testsTexts.none}>{testsTexts.noneDetail}</EmptyState>
      ) : (
        <ul className="space-y-2">
          {tests.map((test) => (
            <TestCard
              key={test.test_id}
              test={test}
              ran={ran[test.test_id]}
              isBusy={run.isPending}
              onRun={() => runThese([test])}
              onEdit={() => setOpen({ kind: 'editor', test })}
              onRemove={() => onRemove(test)}
            />
          ))}
        </ul>
      )}
      {canEdit ? (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setOpen({ kind: 'editor', test: null })}>
            <Plus size={16} aria-hidden />
            {testsTexts.new}
          </Button>
          <Button onClick={() => setOpen({ kind: 'record' })}>
            <FlaskConical size={16} aria-hidden />
            {testsTexts.fromConversation}
          </Button>
        </div>
      ) : null}
      {open?.kind === 'editor' ? <AgentTestEditor test={open.test} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'record' ? <SaveAsTest conversationId={null} onClose={() => setOpen(null)} /> : null}
      {from !== '' && canEdit ? <SaveAsTest conversationId={from} onClose={() => write({ from: '' })} /> : null}
    </div>
  )
}
