import type { ReactNode } from 'react'
import { Button } from './button'
import { Dialog } from './dialog'
import { Failure } from './failure'

/** A dialog that is one form: its fields, what it was refused with, and a verb. */
export function FormDialog({
  title,
  submit,
  look = 'accent',
  isReady = true,
  isBusy = false,
  error = null,
  onSubmit,
  onClose,
  children,
}: {
  title: string
  submit: string
  look?: 'accent' | 'danger'
  /** What it needs is filled in; else the verb cannot be pressed. */
  isReady?: boolean
  /** It is being sent, or is sent and about to close. */
  isBusy?: boolean
  error?: string | null | undefined
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isBusy) onSubmit()
        }}
      >
        {children}
        <Failure>{error}</Failure>
        <Button type="submit" look={look} disabled={!isReady || isBusy}>
          {submit}
        </Button>
      </form>
    </Dialog>
  )
}
