import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { AgentDocument } from '@/lib/client/console/agent-document'
import { agentsApi } from '@/lib/client/console/agents-api'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { readImport } from '@/lib/client/console/read-import'
import { JsonImportDialog, type ReadImport } from '../json-import-dialog'
import { agentsTexts } from '../texts/agents-texts'

const words = agentsTexts.importing

/** A configuration, pasted or from a file; leads to the agent it became. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const queries = useQueryClient()
  return (
    <JsonImportDialog
      words={words}
      read={readAgent}
      check={async (document) => {
        const result = await agentsApi.import(document, { dry_run: true })
        const { agent_name: name, previous_version: live } = result
        return {
          outcome: live === null ? words.makesNew(name) : words.replaces(name, live),
          warnings: result.validation_warnings,
          activateHint: words.activateHint,
        }
      }}
      save={async (document, _, { activate }) => {
        const { agent_id } = await agentsApi.import(document, { activate })
        await queries.invalidateQueries({ queryKey: agentsQueries.list().queryKey })
        router.push(`/console/agents/${encodeURIComponent(agent_id)}`)
      }}
      onClose={onClose}
    />
  )
}

function readAgent(text: string): ReadImport<AgentDocument> {
  const read = readImport(text)
  switch (read.kind) {
    case 'agent':
      return { document: read.document, problem: null }
    case 'no-json':
      return { document: null, problem: words.notJson(read.at.line, read.at.column, read.at.expected) }
    case 'form':
      return { document: null, problem: words.forms }
    case 'other':
      return { document: null, problem: words.notDocument }
  }
}
