import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { type PlacedField, textOf } from '@/lib/client/console/form-document'
import { formTexts } from '../../texts/form-texts'
import { ConditionEditor } from './condition-editor'
import { DataSection } from './data-section'
import { FitsSection } from './fits-section'
import { PanelSection } from './panel-section'
import { ReadingSection } from './reading-section'
import type { FieldEdit } from './use-field'

const words = formTexts.field

/** What a field may say and do beyond its question, folded away part by part. `before`: what its condition may speak of. */
export function FieldParts({
  edit,
  before,
  canEdit,
}: {
  edit: FieldEdit
  before: readonly PlacedField[]
  canEdit: boolean
}) {
  const { field, text } = edit
  const type = textOf(field.type)
  // Sections are opened by what was set when the panel opened; afterwards by hand.
  const [opened] = useState(() => partsSet(field))
  const isWrong = (part: Part) => keys[part].some((key) => edit.errorAt(key) !== null)
  const isOpen = (part: Part) => opened.includes(part) || isWrong(part)
  return (
    <>
      <PanelSection title={words.help.title} isOpen={isOpen('help')}>
        <AreaField label={words.help.help} hint={words.help.helpHint} {...text('help')} />
        <AreaField label={words.help.why} hint={words.help.whyHint} {...text('why')} />
      </PanelSection>
      <PanelSection title={words.when.title} isOpen={isOpen('when')}>
        <ConditionEditor edit={edit} before={before} />
      </PanelSection>
      <PanelSection title={words.fits.title} isOpen={isOpen('fits')}>
        <FitsSection edit={edit} type={type} />
      </PanelSection>
      <PanelSection title={words.reading.title} isOpen={isOpen('reading')}>
        <ReadingSection edit={edit} type={type} />
      </PanelSection>
      <PanelSection title={words.data.title} isOpen={isOpen('data')}>
        <DataSection edit={edit} type={type} canEdit={canEdit} />
      </PanelSection>
    </>
  )
}

type Part = 'help' | 'when' | 'fits' | 'reading' | 'data'

const keys: Record<Part, readonly string[]> = {
  help: ['help', 'why'],
  when: ['condition'],
  fits: ['validation'],
  reading: ['attempts', 'when_used_up', 'confirm', 'parsing_hint'],
  data: ['sensitive', 'prefill', 'country', 'currency'],
}

/** The parts in which something is set. */
export function partsSet(field: Record<string, unknown>): Part[] {
  const parts: Part[] = ['help', 'when', 'fits', 'reading', 'data']
  return parts.filter((part) =>
    keys[part].some((key) => field[key] != null && field[key] !== '' && field[key] !== false),
  )
}
