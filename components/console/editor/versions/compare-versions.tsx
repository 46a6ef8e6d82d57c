import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LoadState } from '@/components/ui/load-state'
import { SelectField } from '@/components/ui/select-field'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import type { VersionRow } from '@/lib/client/console/agents-wire'
import { editorTexts } from '../../texts/editor-texts'
import { ChangesList } from '../changes-list'
import { useEditor } from '../editor-context'

const words = editorTexts.versions

/** The difference of any two, in words; at first from what is live to the draft. */
export function CompareVersions({ versions }: { versions: readonly VersionRow[] }) {
  const { agentId, draft } = useEditor()
  const newest = versions[0]?.version ?? 1
  const live = versions.find(({ is_active }) => is_active)?.version ?? newest
  const [from, setFrom] = useState(String(draft.revision > 0 ? live : (versions[1]?.version ?? live)))
  const [to, setTo] = useState(draft.revision > 0 ? 'draft' : String(newest))
  const difference = useQuery(agentsQueries.diff(agentId, Number(from), to === 'draft' ? 'draft' : Number(to)))
  const numbered = versions.map(({ version }) => ({ value: String(version), label: words.version(version) }))
  const targets = draft.revision > 0 ? [{ value: 'draft', label: words.draft }, ...numbered] : numbered
  return (
    <section aria-label={words.compare} className="space-y-3">
      <div className="grid grid-cols-2 gap-3">
        <SelectField label={words.from} value={from} options={numbered} onChange={setFrom} />
        <SelectField label={words.to} value={to} options={targets} onChange={setTo} />
      </div>
      {difference.data ? (
        <ChangesList changes={difference.data.changes} />
      ) : (
        <LoadState
          error={difference.error}
          failed={words.compareFailed}
          loading={words.comparing}
          onRetry={() => difference.refetch()}
        />
      )}
    </section>
  )
}
