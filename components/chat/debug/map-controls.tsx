import { LocateFixed, Maximize, Minus, Plus } from 'lucide-react'
import { texts } from '../../texts'
import { IconButton } from '../../ui/icon-button'

export function MapControls({
  onZoom,
  onFit,
  onFollow,
}: {
  onZoom: (factor: number) => void
  onFit: () => void
  onFollow: () => void
}) {
  return (
    <div className="flex justify-end pe-1">
      <IconButton icon={Minus} size={16} label={texts.debug.zoomOut} onClick={() => onZoom(0.8)} />
      <IconButton icon={Plus} size={16} label={texts.debug.zoomIn} onClick={() => onZoom(1.25)} />
      <IconButton icon={Maximize} size={16} label={texts.debug.fit} onClick={onFit} />
      <IconButton icon={LocateFixed} size={16} label={texts.debug.follow} onClick={onFollow} />
    </div>
  )
}
