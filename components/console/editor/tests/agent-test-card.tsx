import { ChevronRight, CircleCheck, CircleDashed, CircleX } from 'lucide-react'
import { Menu } from '@/components/ui/menu'
import { nodeName, nodeOf } from '@/lib/client/console/agent-document'
import { type RanTest, type Verdict, verdictOf } from '@/lib/client/console/agent-test-state'
import type { AgentTestRow, TestStepResult } from '@/lib/client/console/tests-api'
import { testsTexts } from '../../texts/tests-texts'
import { useEditor } from '../editor-context'

const looks: Record<Verdict, { icon: typeof CircleX; look: string }> = {
  passed: { icon: CircleCheck, look: 'text-ok' },
  failed: { icon: CircleX, look: 'text-danger' },
  stale: { icon: CircleDashed, look: 'text-ink-soft' },
  'not-run': { icon: CircleDashed, look: 'text-ink-soft' },
}

/** A test with what it last gave; opened, step by step. */
export function TestCard({
  test,
  ran,
  isBusy,
  onRun,
  onEdit,
  onRemove,
}: {
  test: AgentTestRow
  ran: RanTest | undefined
  isBusy: boolean
  onRun: () => void
  onEdit: () => void
  onRemove: () => void
}) {
  const { draft, canEdit } = useEditor()
  const verdict = verdictOf(test, ran, draft.document)
  const { icon: Icon, look } = looks[verdict]
  return (
    <li className="relative rounded-surface border border-line bg-surface">
      <details open={verdict === 'failed'} className="group">
        <summary className="flex min-h-11 list-none items-center gap-2 ps-3 pe-13 [&::-webkit-details-marker]:hidden">
          <ChevronRight size={15} aria-hidden className="shrink-0 text-ink-soft group-open:rotate-90" />
          <bdi className="wrap-anywhere min-w-0 grow font-medium">{test.name}</bdi>
          <span className={`flex shrink-0 items-center gap-1 text-xs ${look}`}>
            <Icon size={15} aria-hidden />
            {testsTexts.verdicts[verdict]}
          </span>
        </summary>
        <ol className="space-y-3 px-3 pb-3">
          {ran
            ? ran.result.steps.map((step, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a result's steps never change
                <StepResult key={place} step={step} />
              ))
            : test.document.steps.map(({ says }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
                <li key={place} className="text-ink-soft">
                  “{says}”
                </li>
              ))}
        </ol>
      </details>
      {canEdit ? (
        <div className="absolute end-0 top-0">
          <Menu
            label={testsTexts.actions(test.name)}
            items={[
              { label: testsTexts.run, onChoose: onRun, isDisabled: isBusy },
              { label: testsTexts.edit, onChoose: onEdit },
              { label: testsTexts.delete, look: 'danger', onChoose: onRemove },
            ]}
          />
        </div>
      ) : null}
    </li>
  )
}

function StepResult({ step }: { step: TestStepResult }) {
  const { draft } = useEditor()
  const node = nodeOf(draft.document, step.node)
  return (
    <li className="space-y-1">
      <p className="flex gap-1.5">
        {step.ok ? (
          <CircleCheck size={15} aria-label={testsTexts.stepOk} className="mt-0.5 shrink-0 text-ok" />
        ) : (
          <CircleX size={15} aria-label={testsTexts.stepFailed} className="mt-0.5 shrink-0 text-danger" />
        )}
        <span dir="auto" className="wrap-anywhere min-w-0">
          {step.says === null ? testsTexts.opening : `“${step.says}”`}
        </span>
      </p>
      <p dir="auto" className="wrap-anywhere ps-5.5 text-ink-soft">
        {step.said === '' ? testsTexts.nothingSaid : step.said}
      </p>
      <p className="ps-5.5 text-transition text-xs">
        {testsTexts.at} <bdi>{node ? nodeName(node) : step.node}</bdi>
      </p>
      {step.misses.length > 0 ? (
        <ul className="list-disc space-y-0.5 ps-10 text-danger">
          {step.misses.map((miss) => (
            <li key={miss} className="wrap-anywhere">
              {miss}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  )
}
