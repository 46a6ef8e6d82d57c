import type { ReactNode } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { Failure } from './failure'

/** Before something that others feel: what it does, and a verb. */
export function Confirm({
  title,
  action,
  look = 'accent',
  isBusy = false,
  error = null,
  onConfirm,
  onClose,
  children,
}: {
  title: string
  action: string
  look?: 'accent' | 'danger'
  isBusy?: boolean
  error?: string | null
  onConfirm: () => void
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="space-y-4 px-4 pb-4">
        <div className="space-y-2 text-ink-soft">{children}</div>
        <Failure>{error}</Failure>
        <Button look={look} disabled={isBusy} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  )
}
