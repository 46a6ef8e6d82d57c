import { freeKey } from '@/lib/client/console/edit-node'
import { isRecord } from '@/lib/client/console/is-record'
import type { Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { ChoiceAt } from '../fields/choice-at'
import { ItemList } from '../fields/item-list'
import { Section } from '../fields/section'
import { SwitchAt } from '../fields/switch-at'
import { TemplateAt } from '../fields/template-at'
import { CollectField } from './collect-field'

const words = panelTexts.collect
const phrasings = ['model', 'author'] as const

/** What a node asks for, one by one. */
export function CollectSection({ at }: { at: Steps }) {
  return (
    <Section title={words.title}>
      <ItemList
        at={[...at, 'fields']}
        isOrdered
        add={words.add}
        nameOf={(number, item) => {
          const name = isRecord(item) ? (item.label ?? item.id) : null
          return typeof name === 'string' && name !== '' ? name : words.number(number)
        }}
        first={(items) => ({ id: freeFieldId(items), type: 'text', question: '' })}
      >
        {(place) => <CollectField at={place} />}
      </ItemList>
      <SwitchAt at={[...at, 'review']} label={words.review} hint={words.reviewHint} />
      <TemplateAt at={[...at, 'context']} label={words.context} hint={words.contextHint} />
      <ChoiceAt
        at={[...at, 'phrasing']}
        label={words.phrasing}
        fallback="model"
        options={phrasings.map((value) => ({ value, label: words.phrasings[value] }))}
      />
    </Section>
  )
}

function freeFieldId(fields: readonly unknown[]): string {
  return freeKey(Object.fromEntries(fields.map((field) => [isRecord(field) ? String(field.id) : '', true])), 'field')
}
