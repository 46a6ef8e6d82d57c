import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Failure } from '@/components/ui/failure'
import { TextField } from '@/components/ui/text-field'
import { sendJson } from '@/lib/client/console/console-request'
import type { Erased } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { ErasedCounts } from './erased-counts'
import { ReceiptFacts } from './receipt-facts'

const words = conversationTexts.erase

/** Whom, as the row is told: exactly one name. */
export type Named = Readonly<Record<string, string | { field: string; value: string }>>

/** Counts what would go, has a word typed, deletes, and shows the receipt. Has a `key` of whom it is about. */
export function EraseSteps({
  named,
  formId,
  onErased,
  onClose,
}: {
  named: Named
  /** For fields beside it that Enter sends too. */
  formId?: string
  onErased: () => void
  onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const count = useMutation({ mutationFn: () => sendErasure(named, true) })
  const erase = useMutation({ mutationFn: () => sendErasure(named, false), onSuccess: onErased })
  if (erase.data?.receipt)
    return (
      <div className="space-y-4">
        <p role="status" className="font-medium">
          {words.went}
        </p>
        <ErasedCounts counts={erase.data.receipt.counts} />
        <ReceiptFacts receipt={erase.data.receipt} />
        <Button onClick={onClose}>{words.done}</Button>
      </div>
    )
  const error = erase.error ?? count.error
  const found = count.data && Object.values(count.data.counts).some((rows) => rows > 0)
  return (
    <form
      id={formId}
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!found) count.mutate()
        else if (isTyped(typed)) erase.mutate()
      }}
    >
      {count.data ? (
        found ? (
          <>
            <p role="status" className="font-medium">
              {words.wouldGo}
            </p>
            <ErasedCounts counts={count.data.counts} />
            <p className="text-ink-soft">{words.final}</p>
            <TextField
              label={words.type}
              value={typed}
              onChange={setTyped}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
            />
          </>
        ) : (
          <p role="status">{words.nothing}</p>
        )
      ) : null}
      <Failure>{error?.message}</Failure>
      {found ? (
        <Button type="submit" look="danger" disabled={!isTyped(typed) || erase.isPending}>
          {erase.isPending ? words.erasing : words.submit}
        </Button>
      ) : (
        <Button type="submit" disabled={count.isPending || !isWhole(named)}>
          {count.isPending ? words.counting : words.count}
        </Button>
      )}
    </form>
  )
}

function isWhole(named: Named): boolean {
  const said = Object.values(named).flatMap((value) => (typeof value === 'string' ? [value] : Object.values(value)))
  return said.every((value) => value.trim() !== '')
}

function isTyped(typed: string): boolean {
  return typed.trim().toLowerCase() === words.word
}

function sendErasure(named: Named, isTrial: boolean): Promise<Erased> {
  return sendJson('POST', '/api/admin/erasures', { ...named, ...(isTrial && { dry_run: true }) })
}
