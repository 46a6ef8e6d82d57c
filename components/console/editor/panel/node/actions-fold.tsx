import { Plus } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/select-field'
import { type ActionKind, actionKinds, readAction, writeAction } from '@/lib/client/console/action-form'
import type { ActionDocument } from '@/lib/client/console/agent-document'
import { isRecord } from '@/lib/client/console/is-record'
import { pathOf, type Steps, valueAt } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { ItemCard } from '../fields/item-card'
import { Fold } from '../fields/section'
import { TemplateField } from '../fields/template-field'
import { useListFocus } from '../fields/use-list-focus'
import { usePlace } from '../fields/use-place'

const words = panelTexts.actions

/** What happens when a node is entered and when it is left. */
export function ActionsFold({ at }: { at: Steps }) {
  const { draft } = useEditor()
  const count = (['on_entry', 'on_exit'] as const)
    .map((key) => valueAt(draft.document, [...at, 'actions', key]))
    .reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0)
  return (
    <Fold title={words.title} state={count > 0 ? words.count(count) : null}>
      <ActionList title={words.entry} at={[...at, 'actions', 'on_entry']} />
      <ActionList title={words.exit} at={[...at, 'actions', 'on_exit']} />
    </Fold>
  )
}

function ActionList({ title, at }: { title: string; at: Steps }) {
  const { value, set, error, warning } = usePlace(at)
  const focus = useListFocus<HTMLUListElement>()
  const actions = Array.isArray(value) ? value.filter(isAction) : []
  const change = (place: number, next: ActionDocument) =>
    set(actions.map((old, other) => (other === place ? next : old)))
  const remove = (place: number) => {
    const rest = actions.filter((_, other) => other !== place)
    focus.toNeighbour(place)
    set(rest.length > 0 ? rest : undefined)
  }
  const told = error ?? warning
  return (
    <div className="space-y-2" data-path={pathOf(at)} tabIndex={-1}>
      <h4 className="font-medium">{title}</h4>
      {told ? <p className={`text-xs ${error ? 'text-danger' : 'text-variable'}`}>{told}</p> : null}
      <ul ref={focus.list} className="space-y-2">
        {actions.map((action, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an action is its place
          <li key={place}>
            <ItemCard
              name={words.number(place + 1)}
              title={words.number(place + 1)}
              onRemove={() => remove(place)}
              path={pathOf([...at, place])}
            >
              <ActionFields action={action} onChange={(next) => change(place, next)} />
            </ItemCard>
          </li>
        ))}
      </ul>
      <Button
        look="plain"
        className="px-2! md:min-h-10"
        onClick={() => {
          focus.toField(actions.length)
          set([...actions, 'log:variables'])
        }}
      >
        <Plus size={16} aria-hidden />
        {words.add}
      </Button>
    </div>
  )
}

function ActionFields({ action, onChange }: { action: ActionDocument; onChange: (action: ActionDocument) => void }) {
  const form = readAction(action)
  const label = words.arguments[form.kind]
  return (
    <>
      <SelectField<ActionKind>
        label={words.what}
        value={form.kind}
        options={actionKinds.map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(kind) => onChange(writeAction({ kind, text: '' }, action))}
      />
      {label === null ? null : (
        <TemplateField
          label={label}
          isLine
          isMono={form.kind !== 'log'}
          value={form.text}
          onChange={(text) => onChange(writeAction({ ...form, text }, action))}
        />
      )}
    </>
  )
}

function isAction(value: unknown): value is ActionDocument {
  return typeof value === 'string' || (isRecord(value) && typeof value.type === 'string')
}
