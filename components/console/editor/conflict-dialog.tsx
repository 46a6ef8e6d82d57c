import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { compareDrafts } from '@/lib/client/console/compare-drafts'
import { editorTexts } from '../texts/editor-texts'
import { useEditor } from './editor-context'

const words = editorTexts.conflict

/** Two drafts, and a choice: nothing is lost before it. Closed, it can be opened again from beside the title. */
export function ConflictDialog() {
  const { draft } = useEditor()
  const [isOpen, setOpen] = useState(true)
  if (!draft.conflict) return null
  if (!isOpen)
    return (
      <div className="fixed inset-x-0 bottom-0 z-30 flex justify-center p-4">
        <Button look="danger" onClick={() => setOpen(true)} className="shadow-float">
          {words.title}
        </Button>
      </div>
    )
  const { theirs } = draft.conflict
  const difference = compareDrafts(draft.document, theirs.document)
  const when = theirs.updated_at === null ? '' : new Date(theirs.updated_at).toLocaleString()
  return (
    <Dialog title={words.title} onClose={() => setOpen(false)}>
      <div className="space-y-4 px-4 pb-4">
        <p className="wrap-anywhere text-ink-soft">{words.detail(theirs.updated_by ?? editorTexts.somebody, when)}</p>
        <section aria-label={words.differences} className="space-y-1">
          <Names title={words.nodes.added} names={difference.added} />
          <Names title={words.nodes.removed} names={difference.removed} />
          <Names title={words.nodes.changed} names={difference.changed} />
          {difference.isElsewhere ? <p>{words.elsewhere}</p> : null}
        </section>
        <div className="grid gap-3 sm:grid-cols-2">
          <Choice label={words.mine} hint={words.mineHint} onChoose={draft.keepMine} />
          <Choice label={words.theirs} hint={words.theirsHint} onChoose={draft.takeTheirs} />
        </div>
      </div>
    </Dialog>
  )
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <p className="wrap-anywhere">
      <span className="text-ink-soft">{title}: </span>
      {names.join(', ')}
    </p>
  )
}

function Choice({ label, hint, onChoose }: { label: string; hint: string; onChoose: () => void }) {
  return (
    <div>
      <Button onClick={onChoose} className="w-full">
        {label}
      </Button>
      <p className="mt-1 text-center text-ink-soft text-xs">{hint}</p>
    </div>
  )
}
