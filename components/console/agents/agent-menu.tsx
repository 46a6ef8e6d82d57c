import { Download, MessageSquare } from 'lucide-react'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { agentsApi } from '@/lib/client/console/agents-api'
import type { AgentRow } from '@/lib/client/console/agents-wire'
import { saveFile } from '@/lib/client/console/save-file'
import { agentsTexts } from '../texts/agents-texts'

export function AgentMenu({ agent }: { agent: AgentRow }) {
  const show = useToast()
  const name = agent.slug ?? agent.agent_id
  const { active_version: live } = agent
  const save = (file: string, read: () => Promise<{ document: unknown }>) => () =>
    void read()
      .then(({ document }) => saveFile(file, `${JSON.stringify(document, null, 2)}\n`))
      .catch(() => show({ words: agentsTexts.exportFailed, look: 'danger' }))
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
  ]
  const shown = items.filter((item) => item !== null)
  return shown.length > 0 ? <Menu label={agentsTexts.actions(agent.name)} items={shown} /> : null
}
