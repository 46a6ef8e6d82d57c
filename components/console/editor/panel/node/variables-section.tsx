import { Button } from '@/components/ui/button'
import { changeNode, type NodeDocument, withFields } from '@/lib/client/console/agent-document'
import { isRecord } from '@/lib/client/console/is-record'
import type { Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { ItemList } from '../fields/item-list'
import { Section } from '../fields/section'
import { TemplateAt } from '../fields/template-at'
import { TextAt } from '../fields/text-at'

const words = panelTexts.variables

/** What a node finds in what was said. */
export function VariablesSection({ node, at }: { node: NodeDocument; at: Steps }) {
  const isOlder = typeof node.variable_name === 'string'
  return (
    <Section title={words.title}>
      <p className="text-ink-soft text-xs">{words.lead}</p>
      {isOlder ? <OlderForm node={node} at={at} /> : null}
      <ItemList
        at={[...at, 'variables']}
        add={words.add}
        nameOf={(number, item) =>
          isRecord(item) && typeof item.variable_name === 'string' && item.variable_name !== ''
            ? item.variable_name
            : words.number(number)
        }
        first={() => ({ variable_name: '', extraction_prompt: '' })}
      >
        {(place) => <Fields at={place} />}
      </ItemList>
    </Section>
  )
}

function Fields({ at }: { at: Steps }) {
  return (
    <>
      <TextAt at={[...at, 'variable_name']} label={words.name} isMono isKept />
      <TemplateAt at={[...at, 'extraction_prompt']} label={words.prompt} hint={words.promptHint} isKept />
      <TextAt at={[...at, 'default_value']} label={words.fallback} hint={words.fallbackHint} />
    </>
  )
}

/** Contract 6's older form has one variable, written on the node itself. */
function OlderForm({ node, at }: { node: NodeDocument; at: Steps }) {
  const { draft } = useEditor()
  const toList = () =>
    draft.change('variables', (document) =>
      changeNode(document, node.id, (old) => {
        const { variable_name, extraction_prompt, default_value } = old
        const moved = { variable_name, extraction_prompt, ...(default_value === undefined ? {} : { default_value }) }
        const rest = withFields(old, {
          variable_name: undefined,
          extraction_prompt: undefined,
          default_value: undefined,
        })
        return { ...rest, variables: [moved, ...(Array.isArray(old.variables) ? old.variables : [])] }
      }),
    )
  return (
    <div className="space-y-3 rounded-surface border border-line p-3">
      <Fields at={at} />
      <Button onClick={toList}>{words.toList}</Button>
    </div>
  )
}
