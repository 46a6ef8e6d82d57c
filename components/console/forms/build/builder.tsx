import { Eye, Settings2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { useToast } from '@/components/ui/toast'
import type { DraftView } from '@/lib/client/console/agents-wire'
import {
  copyOfField,
  fieldName,
  insertField,
  isPlainForm,
  moveField,
  newField,
  placedFields,
  removeField,
} from '@/lib/client/console/form-document'
import { fieldOfFinding } from '@/lib/client/console/form-findings'
import { formFromPlain } from '@/lib/client/console/form-from-plain'
import type { FormRow } from '@/lib/client/console/form-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { useDraft } from '@/lib/client/console/use-draft'
import { useMedia } from '@/lib/client/use-media'
import type { FieldType } from '@/lib/domain/form'
import { useMay } from '../../shell/person'
import { formTexts } from '../../texts/form-texts'
import { BuildBar } from './build-bar'
import { DraftNotices } from './draft-notices'
import { FieldList } from './field-list'
import { FieldPanel } from './field-panel'
import { FindingsList } from './findings-list'
import { FormSettings } from './form-settings'
import { TypePicker } from './type-picker'
import { useBuilderKeys } from './use-builder-keys'

const words = formTexts.build
const Preview = dynamic(() => import('./preview'), {
  loading: () => <p className="waiting-dot p-4 text-ink-soft">{words.previewStarting}</p>,
})

type Open = { part: 'field'; index: number } | { part: 'settings' } | null

/** The fields, what one of them or the form says and does, and the draft as a conversation beside it. */
export function Builder({ form, view }: { form: FormRow; view: DraftView }) {
  const canEdit = useMay('editor')
  const draft = useDraft(form.agent_id, view, canEdit)
  const { read, write } = useAddress()
  const toast = useToast()
  const hasPanel = useMedia('(min-width: 60rem)')
  const hasPreview = useMedia('(min-width: 78rem)')
  const [index, setIndex] = useState<number | null>(null)
  const [isPicking, setPicking] = useState(false)
  const [isPreviewing, setPreviewing] = useState(false)
  useBuilderKeys(draft)
  const fields = placedFields(draft.document)
  const isInSettings = read('part') === 'settings'
  const current = fields.find((placed) => placed.index === index)
  const open: Open = isInSettings ? { part: 'settings' } : current ? { part: 'field', index: current.index } : null
  const choose = (next: number | 'settings' | null) => {
    setIndex(typeof next === 'number' ? next : null)
    write({ part: next === 'settings' ? 'settings' : '' })
  }
  const add = (type: FieldType) => {
    const { label, question } = formTexts.types[type]
    const at = fields.length === 0 ? 0 : (current ?? fields.at(-1))?.index
    const place = at === undefined || fields.length === 0 ? 0 : at + 1
    const made = newField(draft.document, type, { label, question, choices: formTexts.field.choices.first })
    draft.change('add', (document) => insertField(document, made, place))
    setPicking(false)
    choose(place)
  }
  const remove = (at: number) => {
    const gone = fields.find((placed) => placed.index === at)
    if (!gone) return
    draft.change('delete', (document) => removeField(document, at))
    choose(null)
    const undo = () => draft.change('restore', (document) => insertField(document, gone.field, at))
    toast({ words: words.deleted(fieldName(gone.field) || words.untitledField), undo })
  }
  const duplicate = (at: number) => {
    const from = fields.find((placed) => placed.index === at)
    if (!from) return
    draft.change('duplicate', (document) => insertField(document, copyOfField(document, from.field), at + 1))
    choose(at + 1)
  }
  const move = (from: number, to: number) => {
    // Each move is a step of its own to undo, however soon the next one follows.
    draft.change(`move ${performance.now()}`, (document) => moveField(document, from, to))
    if (index === from) setIndex(to)
    else if (index !== null) setIndex(followed(index, from, to))
  }
  if (isPlainForm(draft.document))
    return (
      <EmptyState
        title={words.plain}
        action={
          canEdit ? (
            <Button look="accent" onClick={() => draft.change('convert', formFromPlain)}>
              {words.convert}
            </Button>
          ) : null
        }
      >
        {words.plainDetail}
      </EmptyState>
    )
  const panel =
    open === null ? null : open.part === 'settings' ? (
      <FormSettings draft={draft} canEdit={canEdit} />
    ) : (
      <FieldPanel key={open.index} draft={draft} index={open.index} canEdit={canEdit} />
    )
  const title =
    open?.part === 'field'
      ? formTexts.field.title(fieldName(current?.field ?? {}) || words.untitledField)
      : formTexts.settings.title
  return (
    <div className="space-y-3">
      <BuildBar form={form} draft={draft} canEdit={canEdit}>
        {hasPreview ? null : (
          <Button onClick={() => setPreviewing(true)}>
            <Eye size={16} aria-hidden />
            {words.preview}
          </Button>
        )}
      </BuildBar>
      <DraftNotices form={form} draft={draft} canEdit={canEdit} />
      <FindingsList
        findings={draft.findings}
        fields={fields}
        onGo={(finding) => choose(fieldOfFinding(finding) ?? 'settings')}
      />
      <div className="grid items-start gap-4 min-[60rem]:grid-cols-[minmax(16rem,22rem)_minmax(0,1fr)] min-[78rem]:grid-cols-[17rem_minmax(0,1fr)_20rem] min-[100rem]:grid-cols-[21rem_minmax(0,1fr)_25rem]">
        <div className="min-w-0 space-y-2">
          <button
            type="button"
            aria-pressed={isInSettings}
            onClick={() => choose('settings')}
            className="flex min-h-12 w-full items-center gap-3 rounded-surface border border-line bg-surface px-3 py-2 text-start hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-soft"
          >
            <Settings2 size={17} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-soft" />
            <span>
              <span className="block font-medium">{words.settings}</span>
              <span className="block text-ink-soft text-xs">{words.settingsDetail}</span>
            </span>
          </button>
          <FieldList
            fields={fields}
            findings={draft.findings}
            current={open?.part === 'field' ? open.index : null}
            canEdit={canEdit}
            onChoose={choose}
            onMove={move}
            onDuplicate={duplicate}
            onDelete={remove}
            onAdd={() => setPicking(true)}
          />
        </div>
        {hasPanel ? (
          <section
            aria-label={panel ? title : words.choose}
            className="sticky top-2 max-h-[max(26rem,calc(100dvh-14rem))] overflow-y-auto rounded-surface border border-line bg-surface p-4"
          >
            {panel ?? (
              <div className="space-y-1 py-8 text-center">
                <p className="font-medium">{words.choose}</p>
                <p className="text-ink-soft">{words.chooseDetail}</p>
              </div>
            )}
          </section>
        ) : null}
        {hasPreview ? (
          <section
            aria-label={words.preview}
            className="sticky top-2 flex h-[max(26rem,calc(100dvh-14rem))] flex-col overflow-hidden rounded-surface border border-line bg-paper"
          >
            <Preview agentId={form.agent_id} document={draft.document} canTry={canEdit} />
          </section>
        ) : null}
      </div>
      {!hasPanel && panel ? (
        <Dialog title={title} place="below" onClose={() => choose(null)}>
          <div className="px-4 pb-6">{panel}</div>
        </Dialog>
      ) : null}
      {!hasPreview && isPreviewing ? (
        <Dialog title={words.preview} place="below" onClose={() => setPreviewing(false)}>
          <div className="flex h-[75dvh] flex-col">
            <Preview agentId={form.agent_id} document={draft.document} canTry={canEdit} isTitled={false} />
          </div>
        </Dialog>
      ) : null}
      {isPicking ? <TypePicker onPick={add} onClose={() => setPicking(false)} /> : null}
    </div>
  )
}

// Where a field stands once another has moved past it.
function followed(index: number, from: number, to: number): number {
  if (from < index && to >= index) return index - 1
  if (from > index && to <= index) return index + 1
  return index
}
