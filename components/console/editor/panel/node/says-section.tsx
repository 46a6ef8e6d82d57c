import { changeNode, type NodeDocument, nodeType } from '@/lib/client/console/agent-document'
import { changeSpeech, speechOf } from '@/lib/client/console/edit-node'
import type { Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { Section } from '../fields/section'
import { Segments } from '../fields/segments'
import { SwitchAt } from '../fields/switch-at'
import { TemplateAt } from '../fields/template-at'

const words = panelTexts.says

/** What a node says: fixed words, or what a model makes of a prompt. */
export function SaysSection({ node, at }: { node: NodeDocument; at: Steps }) {
  const { draft } = useEditor()
  const isEnd = nodeType(node) === 'end_call'
  const speech = speechOf(node)
  const choose = (next: 'static' | 'model' | 'none') =>
    draft.change('speech', (document) => changeNode(document, node.id, (old) => changeSpeech(old, next)))
  return (
    <Section title={words.title}>
      <Segments
        label={words.how}
        value={speech === 'none' && !isEnd ? null : speech}
        options={[
          { value: 'static', label: words.static },
          { value: 'model', label: words.model },
          ...(isEnd ? [{ value: 'none' as const, label: words.nothing }] : []),
        ]}
        onChange={choose}
      />
      {speech === 'static' ? (
        <TemplateAt at={[...at, 'static_text']} label={words.text} hint={panelTexts.template.hint} isKept />
      ) : null}
      {speech === 'model' ? (
        <>
          <TemplateAt at={[...at, 'system_prompt']} label={words.prompt} hint={words.promptHint} isKept />
          <TemplateAt at={[...at, 'fallback_text']} label={words.fallback} hint={words.fallbackHint} />
        </>
      ) : null}
      {isEnd ? null : <SwitchAt at={[...at, 'proactive']} label={words.proactive} hint={words.proactiveHint} />}
    </Section>
  )
}
