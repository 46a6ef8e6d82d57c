import type { Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { JsonAt } from '../fields/json-at'
import { NumberAt } from '../fields/number-at'
import { Section } from '../fields/section'
import { TemplateAt } from '../fields/template-at'

const words = panelTexts.assist

/** A node that converses by its prompt, with tools. */
export function AssistSection({ at }: { at: Steps }) {
  return (
    <Section title={words.title}>
      <TemplateAt at={[...at, 'system_prompt']} label={panelTexts.says.prompt} isKept />
      <TemplateAt at={[...at, 'fallback_text']} label={panelTexts.says.fallback} hint={panelTexts.says.fallbackHint} />
      <NumberAt at={[...at, 'step_cap']} label={words.steps} min={1} max={50} fallback={8} />
      <JsonAt at={[...at, 'tools']} label={words.tools} hint={words.toolsHint} />
    </Section>
  )
}
