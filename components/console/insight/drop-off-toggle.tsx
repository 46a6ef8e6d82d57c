import { TrendingDown } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { dropOffName } from '@/lib/client/console/node-figures'
import { useAddress } from '@/lib/client/console/use-address'
import { insightTexts } from '../texts/insight-texts'

const usualDays = '30'

/** Lays the figures of the last days over an agent's graph, or takes them off. */
export function DropOffToggle({ className = '' }: { className?: string }) {
  const { read, write } = useAddress()
  const isShown = read(dropOffName) !== ''
  return (
    <IconButton
      icon={TrendingDown}
      label={isShown ? insightTexts.nodes.hide : insightTexts.nodes.show}
      aria-pressed={isShown}
      onClick={() => write({ [dropOffName]: isShown ? '' : usualDays })}
      className={className}
    />
  )
}
