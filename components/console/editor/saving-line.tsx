import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react'
import { editorTexts } from '../texts/editor-texts'
import { useEditor } from './editor-context'

/** Whether what is seen is also what is saved. */
export function SavingLine() {
  const { draft, canEdit } = useEditor()
  const words = editorTexts.saving
  if (!canEdit) return <span className="text-ink-soft text-xs">{words.readOnly}</span>
  const states = {
    saved: { icon: Check, text: words.saved, look: 'text-ink-soft' },
    saving: { icon: LoaderCircle, text: words.saving, look: 'text-ink-soft' },
    offline: { icon: CloudOff, text: words.offline, look: 'text-danger' },
    refused: { icon: TriangleAlert, text: words.refused(draft.refusal ?? ''), look: 'text-danger' },
    conflict: { icon: TriangleAlert, text: words.conflict, look: 'text-danger' },
  }
  const { icon: Icon, text, look } = states[draft.saving]
  return (
    <span role="status" className={`inline-flex items-center gap-1.5 text-xs ${look}`}>
      <Icon size={14} aria-hidden className="shrink-0" />
      {text}
    </span>
  )
}
