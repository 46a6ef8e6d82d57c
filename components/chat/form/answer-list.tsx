import { useId, useState } from 'react'
import type { FieldView, FormView } from '@/lib/client/wire'
import { plainAnswer } from '@/lib/domain/plain-answer'
import { texts } from '../../texts'
import { Button } from '../../ui/button'
import { FieldInput } from './field-input'
import { initialValue } from './initial-value'

/** What was given so far. Each answer can be given anew, where `onChange` takes it. */
export function AnswerList({
  form,
  conversationId,
  isBusy,
  onChange,
}: {
  form: FormView
  conversationId: string
  isBusy: boolean
  onChange: ((fieldId: string, text: string) => void) | null
}) {
  const [editing, setEditing] = useState<string | null>(null)
  const buttons = useId()
  const listed = form.fields.filter(({ id }) => (form.answers[id] ?? null) !== null || form.skipped.includes(id))
  if (listed.length === 0) return <p className="text-ink-soft">{texts.form.nothingGiven}</p>
  const answer = (field: FieldView, text: string) => {
    // The input goes: the focus stays by the answer.
    document.getElementById(`${buttons}${field.id}`)?.focus()
    setEditing(null)
    onChange?.(field.id, text)
  }
  return (
    <ul className="divide-y divide-line">
      {listed.map((field) => (
        <li key={field.id} className="py-1">
          <div className="flex min-h-11 items-center gap-3">
            <p className="min-w-0 grow sm:flex sm:gap-3">
              <bdi className="wrap-anywhere block shrink-0 text-ink-soft sm:w-40">{field.label}</bdi>
              <bdi className="wrap-anywhere block min-w-0 whitespace-pre-wrap">{given(form, field)}</bdi>
            </p>
            {onChange ? (
              <Button
                look="plain"
                id={`${buttons}${field.id}`}
                aria-label={
                  editing === field.id ? texts.form.cancelLabel(field.label) : texts.form.changeLabel(field.label)
                }
                aria-expanded={editing === field.id}
                onClick={() => setEditing(editing === field.id ? null : field.id)}
                className="shrink-0"
              >
                {editing === field.id ? texts.form.cancel : texts.form.change}
              </Button>
            ) : null}
          </div>
          {editing === field.id ? (
            <div ref={focusInput} className="pt-1 pb-2">
              <FieldInput
                field={field}
                conversationId={conversationId}
                initial={initialValue(field, form.answers[field.id])}
                isBusy={isBusy}
                isKept={false}
                onAnswer={(text) => answer(field, text)}
              />
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function focusInput(frame: HTMLElement | null): void {
  frame?.querySelector<HTMLElement>('[data-focus], button, input')?.focus()
}

function given({ answers }: FormView, field: FieldView): string {
  const value = answers[field.id] ?? null
  return value === null ? texts.form.leftOut : plainAnswer(field, value)
}
