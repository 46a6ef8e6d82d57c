import { Check, Copy } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useCopy } from '@/components/use-copy'
import { accessTexts } from '../texts/access-texts'

/** A secret that nobody can look up later. */
export function ToldOnce({
  title,
  secret,
  use = null,
  onClose,
}: {
  title: string
  secret: string
  /** What one does with it. */
  use?: string | null
  onClose: () => void
}) {
  const [isCopied, copy] = useCopy()
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="space-y-4 px-4 pb-4">
        <p className="text-ink-soft">{accessTexts.once}</p>
        <output className="wrap-anywhere block select-all rounded-control border border-line bg-sunken p-3 font-mono">
          {secret}
        </output>
        {use === null ? null : <p className="wrap-anywhere text-ink-soft">{use}</p>}
        <div className="flex flex-wrap gap-2">
          <Button look="accent" onClick={() => copy(secret)}>
            {isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            {isCopied ? accessTexts.copied : accessTexts.copy}
          </Button>
          <Button onClick={onClose}>{accessTexts.done}</Button>
        </div>
      </div>
    </Dialog>
  )
}
