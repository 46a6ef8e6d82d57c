import { isRecord } from '@/lib/client/console/is-record'
import type { Steps } from '@/lib/client/console/place-in-document'
import { fieldTypes } from '@/lib/domain/form'
import { panelTexts } from '../../../texts/panel-texts'
import { ChoiceAt } from '../fields/choice-at'
import { ItemList } from '../fields/item-list'
import { Section } from '../fields/section'
import { SwitchAt } from '../fields/switch-at'
import { TemplateAt } from '../fields/template-at'
import { TextAt } from '../fields/text-at'
import { TextListAt } from '../fields/text-list-at'

const words = panelTexts.collect

/** What a node asks for, one by one. What else a field may have is written in the JSON. */
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
        first={(items) => ({ id: `field_${items.length + 1}`, type: 'text', question: '' })}
      >
        {(place, item) => <FieldFields at={place} item={item} />}
      </ItemList>
      <p className="text-ink-soft text-xs">{words.inJson}</p>
      <SwitchAt at={[...at, 'review']} label={words.review} hint={words.reviewHint} />
      <TemplateAt at={[...at, 'context']} label={words.context} hint={words.contextHint} />
      <ChoiceAt
        at={[...at, 'phrasing']}
        label={words.phrasing}
        options={[
          { value: '', label: words.phrasings.author },
          { value: 'model', label: words.phrasings.model },
        ]}
      />
    </Section>
  )
}

function FieldFields({ at, item }: { at: Steps; item: unknown }) {
  const { type, choices } = isRecord(item) ? item : {}
  const isPlain = choices === undefined || (Array.isArray(choices) && choices.every((one) => typeof one === 'string'))
  return (
    <>
      <TemplateAt at={[...at, 'question']} label={words.question} isKept />
      <div className="grid grid-cols-2 gap-2">
        <ChoiceAt
          at={[...at, 'type']}
          label={words.type}
          options={fieldTypes.map((value) => ({ value, label: words.types[value] }))}
        />
        <TextAt at={[...at, 'id']} label={words.id} isMono isKept />
      </div>
      {(type === 'choice' || type === 'choices') && isPlain ? (
        <TextListAt
          at={[...at, 'choices']}
          title={words.choices}
          labelOf={words.choice}
          add={words.addChoice}
          remove={words.removeChoice}
        />
      ) : null}
      <SwitchAt at={[...at, 'required']} label={words.required} fallback />
    </>
  )
}
