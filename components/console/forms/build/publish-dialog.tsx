import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useToast } from '@/components/ui/toast'
import { ApiError } from '@/lib/client/api-error'
import { agentsApi } from '@/lib/client/console/agents-api'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { type FormRow, formQueries } from '@/lib/client/console/form-queries'
import type { Draft } from '@/lib/client/console/use-draft'
import { formTexts } from '../../texts/form-texts'
import { ChangeList } from './change-list'

const words = formTexts.build

/** What changes, a note, and the step that makes it live. */
export function PublishDialog({ form, draft, onClose }: { form: FormRow; draft: Draft; onClose: () => void }) {
  const toast = useToast()
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const { active_version: live, agent_id } = form
  const changes = useQuery({ ...agentsQueries.diff(agent_id, live ?? 0, 'draft'), enabled: live !== null })
  const publishing = useMutation({
    mutationFn: async () => {
      const { version } = await agentsApi.publish(agent_id, draft.revision, note.trim())
      return { version, view: await agentsApi.draft(agent_id) }
    },
    onSuccess: async ({ version, view }) => {
      draft.renew(view, 'publish')
      toast({ words: words.published(version) })
      onClose()
      await Promise.all([
        client.invalidateQueries({ queryKey: formQueries.list().queryKey, exact: true }),
        client.invalidateQueries({ queryKey: agentsQueries.list().queryKey, exact: true }),
        client.invalidateQueries({ queryKey: agentsQueries.versions(agent_id).queryKey }),
      ])
    },
  })
  const isSaved = draft.saving === 'saved'
  const errors = draft.findings.filter(({ level }) => level === 'error')
  const problems = publishing.error instanceof ApiError ? publishing.error.problems : []
  return (
    <Dialog title={words.publishTitle} onClose={onClose}>
      <form
        className="space-y-4 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          publishing.mutate()
        }}
      >
        <p className="text-ink-soft">{live === null ? words.publishFirst : words.publishStay}</p>
        {live === null ? null : (
          <section className="space-y-1">
            <h3 className="font-medium">{words.changes(live)}</h3>
            <ChangeList query={changes} />
          </section>
        )}
        <AreaField label={words.note} hint={words.noteHint} maxLength={1000} value={note} onChange={setNote} />
        {isSaved ? null : (
          <p role="alert" className="text-danger">
            {words.unsaved}
          </p>
        )}
        {errors.length > 0 || publishing.error ? (
          <div role="alert" className="wrap-anywhere space-y-1 text-danger">
            <p>{errors.length > 0 || problems.length > 0 ? words.blocked : publishing.error?.message}</p>
            <ul className="list-disc space-y-1 ps-5 text-xs">
              {(errors.length > 0 ? errors : problems).map(({ path, message }) => (
                <li key={`${path} ${message}`}>
                  <code>{path}</code>: {message}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <Button type="submit" look="accent" disabled={!isSaved || errors.length > 0 || publishing.isPending}>
          {words.publish}
        </Button>
      </form>
    </Dialog>
  )
}
