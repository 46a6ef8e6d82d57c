import { GripVertical, Plus } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { changeNode, type NodeDocument, nodeName, nodeOf, nodeType } from '@/lib/client/console/agent-document'
import { fittingConditions } from '@/lib/client/console/condition-form'
import { conditionWords } from '@/lib/client/console/condition-words'
import { moveWay, waysInOrder } from '@/lib/client/console/edit-node'
import { pathOf, type Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { ItemCard } from '../fields/item-card'
import { Section } from '../fields/section'
import { useListFocus } from '../fields/use-list-focus'
import { WayFields } from './way-fields'

const words = panelTexts.ways

/** The ways on from a node, in the order in which they are looked at: the first that holds is gone. */
export function WaysSection({ node, at }: { node: NodeDocument; at: Steps }) {
  const { draft, canEdit } = useEditor()
  const ways = waysInOrder(node)
  const [said, setSaid] = useState('')
  const [dragged, setDragged] = useState<number | null>(null)
  const focus = useListFocus<HTMLOListElement>()
  const move = (from: number, to: number) => {
    draft.change('order', (document) => changeNode(document, node.id, (old) => moveWay(old, from, to)))
    setSaid(words.moved(to + 1, ways.length))
  }
  const add = () => {
    const taken = new Set(ways.map(({ transition }) => transition.condition))
    const kind = fittingConditions(nodeType(node)).find((one) => one !== 'always' && !taken.has(one)) ?? 'always'
    const isWhole = !['intent', 'no_match', 'contains', 'variables_extracted', 'extraction_failed'].includes(kind)
    const condition = isWhole ? kind : 'user_responded'
    focus.toField(ways.length)
    draft.change('add-way', (document) =>
      changeNode(document, node.id, (old) => {
        const last = waysInOrder(old).at(-1)?.transition.priority
        const priority = typeof last === 'number' ? { priority: last + 1 } : {}
        return { ...old, transitions: [...(old.transitions ?? []), { condition, target: '', ...priority }] }
      }),
    )
  }
  const remove = (index: number, place: number) => {
    focus.toNeighbour(place)
    draft.change('remove-way', (document) =>
      changeNode(document, node.id, (old) => ({
        ...old,
        transitions: old.transitions?.filter((_, other) => other !== index) ?? [],
      })),
    )
  }
  const dropOn = (place: number) => (event: DragEvent) => {
    event.preventDefault()
    if (dragged !== null && dragged !== place) move(dragged, place)
    setDragged(null)
  }
  return (
    <Section title={words.title}>
      {ways.length === 0 ? <p className="text-ink-soft">{words.none}</p> : null}
      <ol ref={focus.list} className="space-y-2" data-path={pathOf([...at, 'transitions'])} tabIndex={-1}>
        {ways.map((way, place) => {
          const name = words.name(place + 1)
          const step = (label: string, to: number) => () => {
            focus.toButton(to, label.replace(name, words.name(to + 1)))
            move(place, to)
          }
          const target = nodeOf(draft.document, way.transition.target ?? '')
          return (
            <li
              key={way.index}
              draggable={dragged === place}
              onDragOver={(event) => dragged !== null && event.preventDefault()}
              onDrop={dropOn(place)}
              onDragEnd={() => setDragged(null)}
              className={dragged === place ? 'opacity-60' : ''}
            >
              <ItemCard
                name={name}
                title={
                  <span className="flex items-center gap-1.5">
                    {canEdit ? (
                      <span
                        aria-hidden
                        onPointerDown={() => setDragged(place)}
                        onPointerUp={() => setDragged(null)}
                        className="hidden cursor-grab text-ink-soft pointer-fine:inline"
                      >
                        <GripVertical size={15} />
                      </span>
                    ) : null}
                    <span className="text-transition tabular-nums">{place + 1}</span>
                    <span className="wrap-anywhere line-clamp-2 min-w-0">
                      {words.summary(
                        conditionWords(way.transition.condition ?? ''),
                        target ? nodeName(target) : (way.transition.target ?? ''),
                      )}
                    </span>
                  </span>
                }
                onUp={place > 0 ? step(panelTexts.up(name), place - 1) : null}
                onDown={place < ways.length - 1 ? step(panelTexts.down(name), place + 1) : null}
                onRemove={() => remove(way.index, place)}
              >
                <WayFields node={node} way={way} at={at} />
              </ItemCard>
            </li>
          )
        })}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
      <Button look="plain" className="px-2! md:min-h-10" onClick={add}>
        <Plus size={16} aria-hidden />
        {words.add}
      </Button>
    </Section>
  )
}
