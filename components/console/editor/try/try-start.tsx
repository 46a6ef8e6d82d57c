import { Play } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/select-field'
import { nodeName, nodeOf, nodesOf } from '@/lib/client/console/agent-document'
import { useTrial } from '@/lib/client/console/use-trial'
import { tryTexts } from '../../texts/try-texts'
import { useEditor } from '../editor-context'
import { PairRows } from '../panel/fields/pair-rows'
import { useNodeOptions } from '../panel/transitions/target-select'
import { TryProblem } from './try-problem'

/** Where a trial begins, and what it knows beforehand. */
export function TryStart() {
  const { agentId, draft, selection } = useEditor()
  const { settings, setSettings, start } = useTrial(agentId)
  const nodes = useNodeOptions()
  const [selected = ''] = selection.kind === 'node' ? selection.ids : []
  const chosen = nodeOf(draft.document, selected)
  const begin = (startNode: string) => start.mutate({ document: draft.document, settings: { ...settings, startNode } })
  const isWorkflow = nodesOf(draft.document).length > 0
  return (
    <form
      className="space-y-4 p-4"
      onSubmit={(event) => {
        event.preventDefault()
        begin(settings.startNode)
      }}
    >
      <h2 className="font-semibold text-base">{tryTexts.title}</h2>
      <p className="text-ink-soft">{tryTexts.lead}</p>
      {isWorkflow ? (
        <SelectField
          label={tryTexts.from}
          value={settings.startNode}
          options={[{ value: '', label: tryTexts.fromStart }, ...nodes]}
          onChange={(startNode) => setSettings({ ...settings, startNode })}
        />
      ) : null}
      <PairRows
        title={tryTexts.variables}
        pairs={settings.variables}
        onChange={(variables) => setSettings({ ...settings, variables })}
      />
      {start.error ? <TryProblem error={start.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="accent" disabled={start.isPending}>
          <Play size={16} aria-hidden />
          {start.isPending ? tryTexts.starting : tryTexts.start}
        </Button>
        {chosen && chosen.id !== settings.startNode ? (
          <Button disabled={start.isPending} onClick={() => begin(chosen.id)}>
            {tryTexts.startAt(nodeName(chosen))}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
