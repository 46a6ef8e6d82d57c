import { Dialog } from '@/components/ui/dialog'
import { editorTexts } from '../../texts/editor-texts'

export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={editorTexts.keys.title} onClose={onClose}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 px-4 pb-4">
        {editorTexts.keys.rows.map(([key, words]) => (
          <div key={key} className="col-span-2 grid grid-cols-subgrid">
            <dt className="font-mono text-ink-soft text-xs leading-5">{key}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
