import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmByTyping } from '@/components/ui/confirm-by-typing'
import { Dialog } from '@/components/ui/dialog'
import { useToast } from '@/components/ui/toast'
import { sendOnly } from '@/lib/client/console/console-request'
import { type FormRow, formPath, type ResponseRow } from '@/lib/client/console/form-queries'
import { useMay } from '../shell/person'
import { formTexts } from '../texts/form-texts'
import { shellTexts } from '../texts/shell-texts'
import { statusLooks } from './response-looks'
import type { AnsweredField } from './use-fields'

const words = formTexts.responses

/** One person's answers, all of them. */
export function ResponseDialog({
  form,
  response,
  fields,
  onClose,
}: {
  form: FormRow
  response: ResponseRow
  fields: readonly AnsweredField[]
  onClose: () => void
}) {
  const client = useQueryClient()
  const toast = useToast()
  const mayDelete = useMay('editor')
  const [isDeleting, setDeleting] = useState(false)
  const { conversation_id, status, answers, asking, outcome, source_id } = response
  const remove = useMutation({
    mutationFn: () => sendOnly('DELETE', formPath(form.form_id, `/responses/${conversation_id}`)),
    onSuccess: async () => {
      toast({ words: words.deleted })
      onClose()
      await client.invalidateQueries({ queryKey: ['console', 'forms'] })
    },
    onError: (error) => toast({ words: error.message, look: 'danger' }),
  })
  if (isDeleting)
    return (
      <ConfirmByTyping
        title={words.deleteTitle}
        detail={words.deleteDetail}
        label={shellTexts.confirm.type(shellTexts.confirm.word)}
        word={shellTexts.confirm.word}
        action={words.delete}
        onConfirm={() => remove.mutate()}
        onClose={() => setDeleting(false)}
      />
    )
  const about: [string, string | null][] = [
    [words.begun, moment(response.created_at)],
    [words.ended, response.ended_at && moment(response.ended_at)],
    [words.outcome, outcome && words.outcomes[outcome]],
    [words.asking, asking && (fields.find(({ id }) => id === asking)?.label ?? asking)],
    [words.source, source_id],
  ]
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div className="space-y-4 px-4 pb-4">
        <Badge look={statusLooks[status]}>{words.statuses[status]}</Badge>
        <dl className="divide-y divide-line border-line border-y">
          {fields
            .filter(({ id }) => id in answers)
            .map(({ id, label, words: said }) => (
              <div key={id} className="grid gap-x-4 py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
                <dt className="wrap-anywhere text-ink-soft">
                  <bdi>{label}</bdi>
                </dt>
                <dd className="wrap-anywhere whitespace-pre-wrap">
                  <bdi>{answers[id] == null ? words.noAnswer : said(answers[id])}</bdi>
                </dd>
              </div>
            ))}
        </dl>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
          {about.map(([name, value]) =>
            value ? (
              <div key={name} className="col-span-2 grid grid-cols-subgrid">
                <dt className="text-ink-soft">{name}</dt>
                <dd className="wrap-anywhere">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Link
            href={`/console/conversations/${conversation_id}`}
            className="inline-flex min-h-11 items-center font-medium text-accent hover:underline"
          >
            {words.conversation}
          </Link>
          {mayDelete ? <Button onClick={() => setDeleting(true)}>{words.delete}</Button> : null}
        </div>
      </div>
    </Dialog>
  )
}

function moment(at: string): string {
  return new Date(at).toLocaleString('en')
}
