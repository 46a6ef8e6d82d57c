import { Keyboard, Maximize, Minus, Network, Plus, Redo2, Undo2, ZoomIn } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { DropOffToggle } from '../../insight/drop-off-toggle'
import { editorTexts } from '../../texts/editor-texts'
import { useEditor } from '../editor-context'
import { GraphSearch } from './graph-search'

const small = 'md:size-10'

export function GraphToolbar({
  onAdd,
  onTidy,
  onFound,
  onZoom,
  onKeys,
}: {
  onAdd: () => void
  onTidy: () => void
  onFound: (nodeId: string) => void
  onZoom: (way: 'in' | 'out' | 'fit') => void
  onKeys: () => void
}) {
  const { draft, canEdit } = useEditor()
  const words = editorTexts.graph
  return (
    <div className="flex flex-wrap items-center gap-1 border-line border-b bg-surface px-2 py-1">
      {canEdit ? (
        <>
          <Button onClick={onAdd} className="px-3! md:min-h-10">
            <Plus size={16} aria-hidden />
            {words.add}
          </Button>
          <IconButton
            icon={Undo2}
            label={editorTexts.undo}
            disabled={!draft.canUndo}
            onClick={draft.undo}
            className={`${small} disabled:opacity-40`}
          />
          <IconButton
            icon={Redo2}
            label={editorTexts.redo}
            disabled={!draft.canRedo}
            onClick={draft.redo}
            className={`${small} disabled:opacity-40`}
          />
          <IconButton icon={Network} label={words.tidy} onClick={onTidy} className={small} />
        </>
      ) : null}
      <span className="grow" />
      <DropOffToggle className={small} />
      <GraphSearch onFound={onFound} />
      <IconButton icon={Minus} label={words.zoomOut} onClick={() => onZoom('out')} className={small} />
      <IconButton icon={ZoomIn} label={words.zoomIn} onClick={() => onZoom('in')} className={small} />
      <IconButton icon={Maximize} label={words.fit} onClick={() => onZoom('fit')} className={small} />
      <IconButton icon={Keyboard} label={words.keys} onClick={onKeys} className={`${small} pointer-coarse:hidden`} />
    </div>
  )
}
