import { useQueryClient } from '@tanstack/react-query'
import { Copy, Download, MessageSquare } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { agentsApi } from '@/lib/client/console/agents-api'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import type { AgentRow } from '@/lib/client/console/agents-wire'
import { saveFile } from '@/lib/client/console/save-file'
import { useMay } from '../shell/person'
import { agentsTexts } from '../texts/agents-texts'

export function AgentMenu({ agent }: { agent: AgentRow }) {
  const show = useToast()
  const router = useRouter()
  const queries = useQueryClient()
  const mayCopy = useMay('editor') && agent.kind !== 'form' && (agent.draft || agent.active_version !== null)
  const name = agent.slug ?? agent.agent_id
  const { active_version: live } = agent
  const save = (file: string, read: () => Promise<{ document: unknown }>) => () =>
    void read()
      .then(({ document }) => saveFile(file, `${JSON.stringify(document, null, 2)}\n`))
      .catch(() => show({ words: agentsTexts.exportFailed, look: 'danger' }))
  const copy = () =>
    void agentsApi
      .copy(agent.agent_id, agentsTexts.copyOf(agent.name).slice(0, 120))
      .then(async ({ agent_id }) => {
        await queries.invalidateQueries({ queryKey: agentsQueries.list().queryKey, exact: true })
        router.push(`/console/agents/${encodeURIComponent(agent_id)}`)
      })
      .catch((error: Error) => show({ words: `${agentsTexts.copyFailed} ${error.message}`, look: 'danger' }))
  const items: (MenuItem | null)[] = [
    live === null
      ? null
      : { label: agentsTexts.chat, icon: MessageSquare, href: `/chat?agent=${encodeURIComponent(agent.agent_id)}` },
    live === null
      ? null
      : {
          label: agentsTexts.exportLive(live),
          icon: Download,
          onChoose: save(`${name}-v${live}.json`, () => agentsApi.version(agent.agent_id, live)),
        },
    agent.draft
      ? {
          label: agentsTexts.exportDraft,
          icon: Download,
          onChoose: save(`${name}-draft.json`, () => agentsApi.draft(agent.agent_id)),
        }
      : null,
    mayCopy ? { label: agentsTexts.copy, icon: Copy, onChoose: copy } : null,
  ]
  const shown = items.filter((item) => item !== null)
  return shown.length > 0 ? <Menu label={agentsTexts.actions(agent.name)} items={shown} /> : null
}
