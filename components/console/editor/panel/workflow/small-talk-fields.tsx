import type { Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { TemplateAt } from '../fields/template-at'

const words = panelTexts.smallTalk
const kinds = ['greeting', 'thanks', 'goodbye', 'about'] as const

/** What is answered to nothing but small talk where no model writes. */
export function SmallTalkFields({ at }: { at: Steps }) {
  return (
    <>
      <p className="text-ink-soft text-xs">{words.lead}</p>
      {kinds.map((kind) => (
        <TemplateAt key={kind} at={[...at, kind]} label={words.kinds[kind]} isLine />
      ))}
    </>
  )
}
