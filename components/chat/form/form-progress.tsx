import { ChevronDown } from 'lucide-react'
import { useId, useState } from 'react'
import type { FormView } from '@/lib/client/wire'
import { texts } from '../../texts'
import { AnswerList } from './answer-list'

/** How far the form has come, with what was given so far behind it. */
export function FormProgress({
  form,
  conversationId,
  isBusy,
  onChange,
}: {
  form: FormView
  conversationId: string
  isBusy: boolean
  onChange: (fieldId: string, text: string) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const list = useId()
  const { answered, remaining, share } = form.progress
  const words = texts.form.progress(answered, remaining)
  return (
    <div className="border-line border-b">
      <div className="mx-auto w-full max-w-3xl px-4 md:px-8">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={list}
          onClick={() => setOpen(!isOpen)}
          className="flex min-h-11 w-full items-center gap-2 text-ink-soft hover:text-ink"
        >
          <span className="tabular-nums">{words}</span>
          <span className="ms-auto">{isOpen ? texts.form.hideAnswers : texts.form.showAnswers}</span>
          <ChevronDown size={16} aria-hidden className={isOpen ? 'rotate-180' : ''} />
        </button>
        <div id={list} hidden={!isOpen} className="max-h-[40dvh] overflow-y-auto pb-2">
          {isOpen ? (
            <AnswerList form={form} conversationId={conversationId} isBusy={isBusy} onChange={onChange} />
          ) : null}
        </div>
      </div>
      <div
        role="progressbar"
        aria-label={texts.form.progressLabel}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={words}
        className="-mb-px h-0.5"
      >
        <div className="h-full bg-accent transition-[width]" style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
