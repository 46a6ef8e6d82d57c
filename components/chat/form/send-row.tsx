import { ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { texts } from '../../texts'

/** An input with its arrow: Enter sends too. */
export function SendRow({ canSend, onSend, children }: { canSend: boolean; onSend: () => void; children: ReactNode }) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (canSend) onSend()
      }}
      className="flex items-end gap-2"
    >
      {children}
      <button
        type="submit"
        aria-label={texts.form.send}
        title={texts.form.send}
        aria-disabled={!canSend}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-control bg-accent text-accent-ink aria-disabled:bg-sunken aria-disabled:text-ink-soft"
      >
        <ArrowUp size={20} aria-hidden />
      </button>
    </form>
  )
}

/** How every input of a form looks. Text of 16 px: smaller ones make phones zoom in. */
export const inputLook =
  'min-h-11 w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 py-2 text-base text-ink outline-none focus:border-accent focus:ring-1 focus:ring-accent placeholder:text-ink-soft'
