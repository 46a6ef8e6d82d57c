import { isRecord } from '@/lib/client/console/is-record'
import { type Steps, valueAt } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { ChoiceAt } from '../fields/choice-at'
import { ItemList } from '../fields/item-list'
import { Fold } from '../fields/section'
import { SwitchAt } from '../fields/switch-at'
import { TemplateAt } from '../fields/template-at'
import { TextAt } from '../fields/text-at'
import { ProviderFields } from '../node/model-fields'

const words = panelTexts.analysis
const at: Steps = ['workflow', 'post_call_analysis']
const types = ['string', 'number', 'enum', 'boolean'] as const

/** What is looked for in each conversation that has ended. */
export function AnalysisFold() {
  const { draft } = useEditor()
  const isOn = valueAt(draft.document, [...at, 'enabled']) === true
  return (
    <Fold title={words.title} state={isOn ? panelTexts.on : panelTexts.off}>
      <SwitchAt at={[...at, 'enabled']} label={words.enabled} hint={words.enabledHint} />
      {isOn ? (
        <>
          <ProviderFields at={at} />
          <h4 className="font-medium">{words.questions}</h4>
          <ItemList
            at={[...at, 'questions']}
            isOrdered
            add={words.add}
            nameOf={(number, item) =>
              isRecord(item) && typeof item.name === 'string' && item.name !== '' ? item.name : words.number(number)
            }
            first={(questions) => ({ name: `question_${questions.length + 1}`, description: '', type: 'string' })}
          >
            {(place, item) => <QuestionFields at={place} item={item} />}
          </ItemList>
          <TemplateAt at={[...at, 'additional_instructions']} label={words.instructions} />
        </>
      ) : null}
    </Fold>
  )
}

function QuestionFields({ at, item }: { at: Steps; item: unknown }) {
  const isChoice = isRecord(item) && item.type === 'enum'
  return (
    <>
      <TextAt at={[...at, 'name']} label={words.name} isMono isKept />
      <TextAt at={[...at, 'description']} label={words.description} isKept />
      <ChoiceAt
        at={[...at, 'type']}
        label={words.type}
        fallback="string"
        options={types.map((value) => ({ value, label: words.types[value] }))}
      />
      {isChoice ? (
        <ItemList
          at={[...at, 'choices']}
          add={words.addChoice}
          nameOf={words.choice}
          first={() => ({ value: '', label: '' })}
        >
          {(choice) => (
            <div className="grid grid-cols-2 gap-2">
              <TextAt at={[...choice, 'value']} label={words.value} isMono isKept />
              <TextAt at={[...choice, 'label']} label={words.label} />
            </div>
          )}
        </ItemList>
      ) : null}
      <SwitchAt at={[...at, 'required']} label={words.required} />
    </>
  )
}
