import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { changeNode, intentsOf, type NodeDocument } from '@/lib/client/console/agent-document'
import { freeKey, newIntent, renameIntent } from '@/lib/client/console/edit-node'
import { pathOf, type Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { ChoiceAt } from '../fields/choice-at'
import { NumberAt } from '../fields/number-at'
import { Section } from '../fields/section'
import { useListFocus } from '../fields/use-list-focus'
import { IntentCard } from './intent-card'
import { TrySentence } from './try-sentence'

const words = panelTexts.intents
const scopes = ['node', 'conversation'] as const

/** What visitors may mean at a node, and a sentence to try it with. */
export function IntentsSection({ node, at }: { node: NodeDocument; at: Steps }) {
  const { draft } = useEditor()
  const intents = intentsOf(node)
  const [added, setAdded] = useState<string | null>(null)
  const focus = useListFocus<HTMLUListElement>()
  const change = (label: string, act: (node: NodeDocument) => NodeDocument) =>
    draft.change(label, (document) => changeNode(document, node.id, act))
  const add = () => {
    const id = freeKey(node.intents ?? {}, 'intent')
    setAdded(id)
    focus.toField(intents.length)
    change('add-intent', (old) => ({ ...old, intents: { ...old.intents, [id]: newIntent } }))
  }
  return (
    <Section title={words.title}>
      <p className="text-ink-soft text-xs">{words.lead}</p>
      <ul ref={focus.list} className="space-y-2" data-path={pathOf([...at, 'intents'])} tabIndex={-1}>
        {intents.map(([id, intent], place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: its name may be written anew, its place stays
          <li key={place}>
            <IntentCard
              id={id}
              intent={intent}
              at={[...at, 'intents', id]}
              taken={intents.map(([other]) => other)}
              isNew={added === id}
              onRename={(to) => {
                setAdded((last) => (last === id ? to : last))
                change('rename-intent', (old) => renameIntent(old, id, to))
              }}
              onRemove={() => {
                focus.toNeighbour(place)
                change('remove-intent', (old) => {
                  const { [id]: _gone, ...rest } = old.intents ?? {}
                  return { ...old, intents: rest }
                })
              }}
            />
          </li>
        ))}
      </ul>
      <Button look="plain" className="px-2! md:min-h-10" onClick={add}>
        <Plus size={16} aria-hidden />
        {words.add}
      </Button>
      <TrySentence nodeId={node.id} />
      {intents.length > 0 ? (
        <div className="grid grid-cols-2 gap-3">
          <NumberAt
            at={[...at, 'intent_config', 'confidence_threshold']}
            label={words.threshold}
            fallback={0.7}
            min={0}
            max={1}
            step="any"
          />
          <ChoiceAt
            at={[...at, 'intent_config', 'context_scope']}
            label={words.scope}
            fallback="node"
            options={scopes.map((value) => ({ value, label: words.scopes[value] }))}
          />
          <NumberAt
            at={[...at, 'intent_config', 'context_messages']}
            label={words.context}
            hint={words.contextHint}
            fallback={6}
            min={0}
            className="col-span-2"
          />
        </div>
      ) : null}
    </Section>
  )
}
