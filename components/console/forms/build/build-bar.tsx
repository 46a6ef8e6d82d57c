import { History, Redo2, Trash2, Undo2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, type MenuItem } from '@/components/ui/menu'
import type { FormRow } from '@/lib/client/console/form-queries'
import type { Draft } from '@/lib/client/console/use-draft'
import { formTexts } from '../../texts/form-texts'
import { DiscardDialog } from './discard-dialog'
import { PublishDialog } from './publish-dialog'
import { VersionsDialog } from './versions-dialog'

const words = formTexts.build

/** Whether the draft is saved, steps back and forth, its versions, and publishing. */
export function BuildBar({
  form,
  draft,
  canEdit,
  children,
}: {
  form: FormRow
  draft: Draft
  canEdit: boolean
  children: ReactNode
}) {
  const [open, setOpen] = useState<'publish' | 'versions' | 'discard' | null>(null)
  const { active_version: live } = form
  const hasDraft = draft.revision > 0 || draft.saving !== 'saved'
  const close = () => setOpen(null)
  const items: MenuItem[] = [
    { label: words.versions, icon: History, onChoose: () => setOpen('versions') },
    ...(canEdit && draft.revision > 0 && live !== null
      ? [{ label: words.discard, icon: Trash2, look: 'danger' as const, onChoose: () => setOpen('discard') }]
      : []),
  ]
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="flex min-w-0 grow basis-full flex-wrap items-center gap-2 md:basis-0">
        {live === null ? null : <Badge>{formTexts.versionOf(live)}</Badge>}
        {canEdit ? <Saving draft={draft} /> : <span className="text-ink-soft">{words.readOnly}</span>}
      </span>
      {canEdit ? (
        <>
          <IconButton
            icon={Undo2}
            label={words.undo}
            className="disabled:opacity-40"
            disabled={!draft.canUndo}
            onClick={draft.undo}
          />
          <IconButton
            icon={Redo2}
            label={words.redo}
            className="disabled:opacity-40"
            disabled={!draft.canRedo}
            onClick={draft.redo}
          />
        </>
      ) : null}
      {children}
      <Menu label={words.more} items={items} />
      {canEdit ? (
        <Button
          look="accent"
          disabled={!hasDraft || draft.saving === 'conflict'}
          onClick={() => void draft.flush().then(() => setOpen('publish'))}
        >
          {words.publish}
        </Button>
      ) : null}
      {open === 'publish' ? <PublishDialog form={form} draft={draft} onClose={close} /> : null}
      {open === 'versions' ? <VersionsDialog form={form} canEdit={canEdit} onClose={close} /> : null}
      {open === 'discard' ? <DiscardDialog form={form} draft={draft} onClose={close} /> : null}
    </div>
  )
}

function Saving({ draft: { saving, refusal } }: { draft: Draft }) {
  const said = saving === 'refused' ? words.saving.refused(refusal ?? '') : words.saving[saving]
  const isCalm = saving === 'saved' || saving === 'saving'
  return (
    <span role="status" className={`wrap-anywhere ${isCalm ? 'text-ink-soft' : 'text-danger'}`}>
      {said}
    </span>
  )
}
