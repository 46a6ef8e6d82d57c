import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Time } from '@/components/chat/time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { LoadState } from '@/components/ui/load-state'
import { useToast } from '@/components/ui/toast'
import { agentsApi } from '@/lib/client/console/agents-api'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import type { VersionRow } from '@/lib/client/console/agents-wire'
import { type FormRow, formQueries } from '@/lib/client/console/form-queries'
import { formTexts } from '../../texts/form-texts'
import { ChangeList } from './change-list'

const words = formTexts.build

/** Who published what, when and why; an earlier one can be live again. */
export function VersionsDialog({ form, canEdit, onClose }: { form: FormRow; canEdit: boolean; onClose: () => void }) {
  const found = useQuery(agentsQueries.versions(form.agent_id))
  const versions = found.data?.versions
  return (
    <Dialog title={words.versions} onClose={onClose}>
      <div className="px-4 pb-4">
        {versions === undefined ? (
          <LoadState
            error={found.error}
            failed={words.versionsFailed}
            loading={words.versionsLoading}
            onRetry={() => found.refetch()}
          />
        ) : versions.length === 0 ? (
          <p className="text-ink-soft">{words.versionsNone}</p>
        ) : (
          <ul className="divide-y divide-line">
            {versions.map((version, place) => (
              <Version
                key={version.version}
                form={form}
                version={version}
                before={versions[place + 1]?.version ?? null}
                canEdit={canEdit}
              />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}

function Version({
  form,
  version,
  before,
  canEdit,
}: {
  form: FormRow
  version: VersionRow
  before: number | null
  canEdit: boolean
}) {
  const client = useQueryClient()
  const toast = useToast()
  const [isCompared, setCompared] = useState(false)
  const changes = useQuery({
    ...agentsQueries.diff(form.agent_id, before ?? 0, version.version),
    enabled: isCompared && before !== null,
  })
  const activating = useMutation({
    mutationFn: () => agentsApi.activate(form.agent_id, version.version),
    onSuccess: async () => {
      toast({ words: words.activated(version.version) })
      await Promise.all([
        client.invalidateQueries({ queryKey: agentsQueries.versions(form.agent_id).queryKey }),
        client.invalidateQueries({ queryKey: formQueries.list().queryKey, exact: true }),
      ])
    },
    onError: (error) => toast({ words: error.message, look: 'danger' }),
  })
  return (
    <li className="space-y-1 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{words.versionName(version.version)}</span>
        {version.is_active ? <Badge look="ok">{words.live}</Badge> : null}
        <span className="wrap-anywhere min-w-0 grow text-ink-soft text-xs">
          <Time at={version.created_at} /> {words.versionBy(version.created_by)}
        </span>
        {before === null ? null : (
          <Button look="plain" aria-expanded={isCompared} onClick={() => setCompared(!isCompared)}>
            {words.whatChanged}
          </Button>
        )}
        {canEdit && !version.is_active ? (
          <Button disabled={activating.isPending} onClick={() => activating.mutate()}>
            {words.activate}
          </Button>
        ) : null}
      </div>
      {version.notes ? (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
          {version.notes}
        </p>
      ) : null}
      {isCompared ? <ChangeList query={changes} /> : null}
    </li>
  )
}
