import { ChevronRight } from 'lucide-react'
import { TextField } from '@/components/ui/text-field'
import { type AgentDocument, withFields } from '@/lib/client/console/agent-document'
import { type FieldDocument, type PlacedField, renamedFields, textOf } from '@/lib/client/console/form-document'
import { isRecord } from '@/lib/client/console/is-record'
import { knownVariables } from '@/lib/client/console/known-variables'
import { isWithin, pathOf, type Steps, valueAt, withValueAt } from '@/lib/client/console/place-in-document'
import { ChoicesEditor } from '../../../forms/build/choices-editor'
import { FieldParts, partsSet } from '../../../forms/build/field-parts'
import { hasChoices, TypeField } from '../../../forms/build/type-field'
import { editOf, type FieldEdit } from '../../../forms/build/use-field'
import { formTexts } from '../../../texts/form-texts'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { CommitField } from '../fields/commit-field'
import { SwitchAt } from '../fields/switch-at'
import { TemplateAt } from '../fields/template-at'
import { usePlace } from '../fields/use-place'

const words = panelTexts.collect

/** One of the values that a node asks for: the same fields as a form's. */
export function CollectField({ at }: { at: Steps }) {
  const { draft, canEdit } = useEditor()
  const all = usePlace(at.slice(0, -1))
  const index = Number(at.at(-1))
  const items: readonly unknown[] = Array.isArray(all.value) ? all.value : []
  const edit = useFieldAt(at)
  const { field } = edit
  const set = partsSet(field).length
  const id = textOf(field.id)
  const ids = items.flatMap((item) => (isRecord(item) ? [textOf(item.id)] : []))
  return (
    <>
      <TemplateAt at={[...at, 'question']} label={words.question} isKept />
      <div className="grid grid-cols-2 items-start gap-2">
        <TypeField edit={edit} />
        <CommitField
          label={words.id}
          value={id}
          path={pathOf([...at, 'id'])}
          error={edit.errorAt('id')}
          problemOf={(text) => (text === '' ? words.blank : ids.includes(text) ? words.taken : null)}
          onCommit={(to) => all.set(renamedFields(items, index, to))}
        />
      </div>
      {hasChoices(field) ? <ChoicesEditor edit={edit} /> : null}
      <SwitchAt at={[...at, 'required']} label={words.required} fallback />
      <details className="group/more">
        <summary className="flex min-h-11 list-none items-center gap-2 [&::-webkit-details-marker]:hidden">
          <ChevronRight size={15} aria-hidden className="shrink-0 text-ink-soft group-open/more:rotate-90" />
          <span>{words.more}</span>
          <span className="ms-auto text-ink-soft text-xs">{set > 0 ? words.moreSet(set) : null}</span>
        </summary>
        <div className="space-y-3">
          <TextField label={words.label} hint={formTexts.field.labelHint} dir="auto" {...edit.text('label')} />
          <div>
            <FieldParts edit={edit} before={before(items, index, draft.document)} canEdit={canEdit} />
          </div>
        </div>
      </details>
    </>
  )
}

function useFieldAt(at: Steps): FieldEdit {
  const { draft } = useEditor()
  const path = pathOf(at)
  const fieldOf = (document: typeof draft.document): FieldDocument => {
    const value = valueAt(document, at)
    return isRecord(value) ? value : {}
  }
  return editOf({
    field: fieldOf(draft.document),
    path,
    errorAt: (key) => draft.findings.find((finding) => isWithin(finding.path, `${path}.${key}`))?.message ?? null,
    change: (keys, change) =>
      draft.change(`${path} ${keys}`, (document) => {
        const field = fieldOf(document)
        return withValueAt(document, at, withFields(field, change(field)))
      }),
  })
}

/** What was asked before it, then what other nodes find out. */
function before(items: readonly unknown[], index: number, document: AgentDocument): PlacedField[] {
  const asked = items
    .slice(0, index)
    .flatMap((field, place) =>
      isRecord(field) && textOf(field.id) !== '' ? [{ index: place, id: textOf(field.id), field }] : [],
    )
  const here = new Set(items.map((item) => (isRecord(item) ? textOf(item.id) : '')))
  const found = knownVariables(document).filter(({ name }) => !here.has(name) && !name.startsWith('__'))
  return [...asked, ...found.map(({ name }) => ({ index: -1, id: name, field: { id: name, label: name } }))]
}
