'use client'
import { ArrowLeft } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { nodeName, nodeOf } from '@/lib/client/console/agent-document'
import { intentPrefix } from '@/lib/client/console/flow-elements'
import { isWithin, pathOf, plainPath } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../texts/panel-texts'
import { type Selection, useEditor } from '../editor-context'
import { DeleteNodesDialog } from '../graph/delete-nodes-dialog'
import { useRemoval } from '../graph/use-removal'
import { NodeFields } from './node/node-fields'
import { useNodeSteps } from './node/use-node-steps'
import { WayPanel } from './transitions/way-panel'
import { AssistantSettings } from './workflow/assistant-settings'
import { WorkflowSettings } from './workflow/workflow-settings'

/** The fields of what is selected; where nothing is, of the whole agent. */
export default function NodePanel() {
  const { agent, canEdit, selection, select } = useEditor()
  const panel = useRef<HTMLFieldSetElement>(null)
  useFieldInSight(panel, selection)
  return (
    <fieldset ref={panel} disabled={!canEdit} className="@container m-0 block min-w-0 border-0 p-0 pb-16">
      <legend className="sr-only">{panelTexts.title}</legend>
      {selection.kind === 'node' || selection.kind === 'transition' ? (
        <Button
          look="plain"
          className="-mb-3 mt-1 ms-2 px-2! md:min-h-10"
          onClick={() => select({ kind: 'none', ids: [] })}
        >
          <ArrowLeft size={15} aria-hidden className="rtl:rotate-180" />
          {panelTexts.whole}
        </Button>
      ) : null}
      {agent.kind === 'workflow' ? <Selected /> : <AssistantSettings />}
    </fieldset>
  )
}

function Selected() {
  const { selection } = useEditor()
  const [id = ''] = selection.ids
  if (selection.kind === 'transition' && selection.ids.length === 1) return <WayPanel key={id} id={id} />
  if (selection.kind !== 'node') return <WorkflowSettings />
  return selection.ids.length === 1 ? <OneNode key={id} id={id} /> : <SeveralNodes ids={selection.ids} />
}

function OneNode({ id }: { id: string }) {
  const { draft } = useEditor()
  const node = nodeOf(draft.document, id)
  const at = useNodeSteps(id)
  return node ? <NodeFields node={node} at={at} /> : <p className="p-4 text-ink-soft">{panelTexts.node.gone}</p>
}

function SeveralNodes({ ids }: { ids: readonly string[] }) {
  const { draft, goTo, canEdit } = useEditor()
  const removal = useRemoval(null)
  return (
    <div className="space-y-3 p-4">
      <h2 className="font-semibold text-base">{panelTexts.node.several(ids.length)}</h2>
      <ul className="flex flex-wrap gap-2">
        {ids.flatMap((id) => {
          const node = nodeOf(draft.document, id)
          return node ? (
            <li key={id}>
              <Button onClick={() => goTo(id)}>
                <bdi>{nodeName(node)}</bdi>
              </Button>
            </li>
          ) : (
            []
          )
        })}
      </ul>
      {canEdit ? (
        <Button look="danger" onClick={() => removal.ask(ids)}>
          {panelTexts.node.deleteAll}
        </Button>
      ) : null}
      <DeleteNodesDialog removal={removal} />
    </div>
  )
}

/** A finding leads to its field: what it is folded into opens, and the field has the focus. */
function useFieldInSight(panel: RefObject<HTMLElement | null>, selection: Selection) {
  useEffect(() => {
    const wanted = selection.path ?? intentPath(selection)
    if (wanted === null) return
    const path = plainPath(wanted)
    const marked = [...(panel.current?.querySelectorAll<HTMLElement>('[data-path]') ?? [])]
    const around = marked.filter(({ dataset }) => isWithin(path, dataset.path ?? ''))
    const field = around.toSorted((a, b) => (b.dataset.path?.length ?? 0) - (a.dataset.path?.length ?? 0))[0]
    if (!field) return
    for (let at: HTMLElement | null = field; at; at = at.parentElement)
      if (at instanceof HTMLDetailsElement) at.open = true
    field.scrollIntoView({ block: 'center' })
    const target = field instanceof HTMLDetailsElement ? field.querySelector('summary') : field
    target?.focus({ preventScroll: true })
  }, [panel, selection])
}

/** A global intent that was chosen in the graph. */
function intentPath({ kind, ids: [id] }: Selection): string | null {
  if (kind !== 'workflow' || !id?.startsWith(intentPrefix)) return null
  return pathOf(['workflow', 'global_intents', id.slice(intentPrefix.length)])
}
