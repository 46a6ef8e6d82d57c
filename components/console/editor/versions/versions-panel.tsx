import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleDot, Eye, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Time } from '@/components/chat/time'
import { Badge } from '@/components/ui/badge'
import { Confirm } from '@/components/ui/confirm'
import { LoadState } from '@/components/ui/load-state'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { agentsApi } from '@/lib/client/console/agents-api'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import type { VersionRow } from '@/lib/client/console/agents-wire'
import { useAddress } from '@/lib/client/console/use-address'
import { editorTexts } from '../../texts/editor-texts'
import { useEditor } from '../editor-context'
import { RunningLine } from '../publish/running-line'
import { CompareVersions } from './compare-versions'

const words = editorTexts.versions

/** Every version with who, when and why; to look at, to compare, and to go back to. */
export function VersionsPanel() {
  const { agentId, canEdit, draft } = useEditor()
  const versions = useQuery(agentsQueries.versions(agentId))
  const [activating, setActivating] = useState<number | null>(null)
  if (!versions.data)
    return (
      <LoadState
        error={versions.error}
        failed={words.failed}
        loading={words.loading}
        onRetry={() => versions.refetch()}
      />
    )
  const rows = versions.data.versions.toSorted((a, b) => b.version - a.version)
  return (
    <div className="space-y-6 p-4">
      {rows.length === 0 ? (
        <p className="text-ink-soft">{words.none}</p>
      ) : (
        <>
          <ul className="divide-y divide-line border-line border-y">
            {rows.map((row) => (
              <VersionLine key={row.version} row={row} onActivate={canEdit ? () => setActivating(row.version) : null} />
            ))}
          </ul>
          {rows.length > 1 || draft.revision > 0 ? <CompareVersions versions={rows} /> : null}
        </>
      )}
      {activating === null ? null : <Activate version={activating} onClose={() => setActivating(null)} />}
    </div>
  )
}

function VersionLine({ row, onActivate }: { row: VersionRow; onActivate: (() => void) | null }) {
  const { write } = useAddress()
  const items: (MenuItem | null)[] = [
    { label: words.open, icon: Eye, onChoose: () => write({ version: String(row.version) }) },
    onActivate && !row.is_active ? { label: words.activate, icon: RotateCcw, onChoose: onActivate } : null,
  ]
  return (
    <li className="flex items-start gap-2 py-2">
      <div className="min-w-0 grow">
        <p className="flex min-h-7 flex-wrap items-center gap-2">
          <span className="font-medium">{words.version(row.version)}</span>
          {row.is_active ? (
            <Badge look="ok" icon={CircleDot}>
              {words.live}
            </Badge>
          ) : null}
        </p>
        <p className="wrap-anywhere text-ink-soft text-xs">
          <Time at={row.created_at} /> {words.by(row.created_by)}
        </p>
        {row.notes ? <bdi className="wrap-anywhere mt-1 block whitespace-pre-line">{row.notes}</bdi> : null}
      </div>
      <Menu label={words.actions(row.version)} items={items.filter((item) => item !== null)} />
    </li>
  )
}

function Activate({ version, onClose }: { version: number; onClose: () => void }) {
  const { agentId } = useEditor()
  const queries = useQueryClient()
  const show = useToast()
  const texts = words.activating
  const activate = useMutation({
    mutationFn: () => agentsApi.activate(agentId, version),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: agentsQueries.agent(agentId).queryKey, exact: true })
      void queries.invalidateQueries({ queryKey: agentsQueries.versions(agentId).queryKey, exact: true })
      void queries.invalidateQueries({ queryKey: agentsQueries.list().queryKey, exact: true })
      onClose()
      show({ words: texts.done(version) })
    },
  })
  return (
    <Confirm
      title={texts.title(version)}
      action={texts.submit}
      isBusy={activate.isPending}
      error={activate.error?.message ?? null}
      onConfirm={() => activate.mutate()}
      onClose={onClose}
    >
      <p>{texts.detail(version)}</p>
      <RunningLine />
      <p>{texts.draft}</p>
    </Confirm>
  )
}
