import { useEffect, useRef } from 'react'
import type { FormView } from '@/lib/client/wire'
import { FormCard } from './form-card'
import { dropOtherDrafts } from './use-draft'

/**
 * The form's own input at the end of the conversation, beside free typing. Where the visitor answered by it, the focus goes
 * on to the next question's; who writes in the composer stays there.
 */
export function FormPanel({
  form,
  conversationId,
  isBusy,
  onSend,
}: {
  form: FormView
  conversationId: string
  isBusy: boolean
  onSend: (text: string, fieldId?: string) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const wasUsed = useRef(false)
  useEffect(() => dropOtherDrafts(conversationId, form.asking), [conversationId, form.asking])
  useEffect(() => {
    if (isBusy || !wasUsed.current) return
    wasUsed.current = false
    const next = frame.current?.querySelector<HTMLElement>('[data-focus]') ?? null
    const other = frame.current?.querySelector<HTMLElement>('input, select, textarea, button, section') ?? null
    const target = next ?? other
    target?.focus({ preventScroll: true })
  }, [isBusy])
  const send = (text: string, fieldId?: string) => {
    wasUsed.current = true
    onSend(text, fieldId)
  }
  return (
    <div ref={frame} aria-busy={isBusy} className={isBusy ? 'opacity-60 transition-opacity delay-300' : ''}>
      <FormCard form={form} conversationId={conversationId} isBusy={isBusy} onSend={send} />
    </div>
  )
}
