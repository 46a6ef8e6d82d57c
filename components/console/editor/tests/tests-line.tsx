import { useQuery } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { testsQuery } from '@/lib/client/console/tests-api'
import { useTestState, useTests } from '@/lib/client/console/use-tests'
import { testsTexts } from '../../texts/tests-texts'
import { useEditor } from '../editor-context'

/** Before publishing: whether the draft passes its tests, and running them. Nothing where there are none. */
export function TestsLine() {
  const { agentId, draft } = useEditor()
  const state = useTestState(agentId, draft.document)
  const tests = useQuery(testsQuery(agentId)).data?.tests ?? []
  const { run } = useTests(agentId)
  if (!state || state.total === 0) return null
  const isFine = state.passed === state.total
  return (
    <div>
      <p role="status" className={isFine ? 'text-ok' : state.failed > 0 ? 'text-danger' : 'text-variable'}>
        {run.isPending ? testsTexts.running : testsTexts.state(state)}
      </p>
      {run.error ? <p className="text-danger">{run.error.message}</p> : null}
      {isFine ? null : (
        <Button
          className="mt-2"
          disabled={run.isPending}
          onClick={() => run.mutate({ tests, document: draft.document })}
        >
          {testsTexts.runAll}
        </Button>
      )}
    </div>
  )
}
