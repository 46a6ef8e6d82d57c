'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { PageHeader } from '@/components/ui/page-header'
import { ApiError } from '@/lib/client/api-error'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import type { AgentDetail } from '@/lib/client/console/agents-wire'
import { useAddress } from '@/lib/client/console/use-address'
import { useIsBrowser } from '@/lib/client/use-is-browser'
import { ConsolePage } from '../shell/console-page'
import { useMay } from '../shell/person'
import { agentsTexts } from '../texts/agents-texts'
import { editorTexts } from '../texts/editor-texts'
import { EditorFrame } from './editor-frame'

const list = { label: agentsTexts.title, href: '/console/agents' }

/** One agent: its draft to be changed, or with `?version=` a version to look at. */
export function EditorPage({ agentId }: { agentId: string }) {
  const agent = useQuery({ ...agentsQueries.agent(agentId), refetchInterval: 10_000 })
  // What this browser kept of a draft is read with the first drawing.
  const isBrowser = useIsBrowser()
  if (!agent.data && isMissing(agent.error)) return <NotThere />
  if (!agent.data || !isBrowser)
    return (
      <LoadState
        error={agent.error}
        failed={editorTexts.failed}
        loading={editorTexts.loading}
        onRetry={() => agent.refetch()}
      />
    )
  return agent.data.kind === 'form' ? <FormInstead agent={agent.data} /> : <Loaded agent={agent.data} />
}

function Loaded({ agent }: { agent: AgentDetail }) {
  const version = Number(useAddress().read('version'))
  const mayEdit = useMay('editor')
  const isDraft = !Number.isInteger(version) || version < 1
  const draft = useQuery({ ...agentsQueries.draft(agent.agent_id), enabled: isDraft })
  const old = useQuery({ ...agentsQueries.version(agent.agent_id, version), enabled: !isDraft })
  const query = isDraft ? draft : old
  if (!query.data && isMissing(query.error)) return <NotThere isVersion={!isDraft} />
  if (!query.data)
    return (
      <LoadState
        error={query.error}
        failed={editorTexts.failed}
        loading={editorTexts.loading}
        onRetry={() => query.refetch()}
      />
    )
  if (isDraft && draft.data) return <EditorFrame key="draft" agent={agent} view={draft.data} canEdit={mayEdit} />
  if (!old.data) return null
  const shown = { document: old.data.document, revision: 0, based_on: version, editors: [] }
  return (
    <EditorFrame
      key={version}
      agent={agent}
      view={{ ...shown, updated_by: null, updated_at: null }}
      version={version}
      canEdit={false}
    />
  )
}

function isMissing(error: Error | null): boolean {
  return error instanceof ApiError && error.status === 404
}

function NotThere({ isVersion = false }: { isVersion?: boolean }) {
  const words = isVersion ? editorTexts.noVersion : editorTexts.notThere
  return (
    <ConsolePage>
      <PageHeader parent={list} title={words.title} />
      <EmptyState
        title={words.title}
        action={
          <Link href={list.href} className="inline-flex min-h-11 items-center font-medium text-accent hover:underline">
            {editorTexts.toList}
          </Link>
        }
      >
        {words.detail}
      </EmptyState>
    </ConsolePage>
  )
}

function FormInstead({ agent }: { agent: AgentDetail }) {
  return (
    <ConsolePage>
      <PageHeader parent={list} title={agent.name} />
      <EmptyState
        title={editorTexts.isForm}
        action={
          <Link
            href={agent.form_id === null ? '/console/forms' : `/console/forms/${agent.form_id}`}
            className="inline-flex min-h-11 items-center font-medium text-accent hover:underline"
          >
            {editorTexts.openForm}
          </Link>
        }
      />
    </ConsolePage>
  )
}
