import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, MessageSquare, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Confirm } from '@/components/ui/confirm'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { agentsApi } from '@/lib/client/console/agents-api'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { saveFile } from '@/lib/client/console/save-file'
import { agentsTexts } from '../texts/agents-texts'
import { editorTexts } from '../texts/editor-texts'
import { useEditor } from './editor-context'

export function EditorMenu() {
  const { agent, agentId, draft, canEdit } = useEditor()
  const show = useToast()
  const [isDiscarding, setDiscarding] = useState(false)
  const live = agent.active_version
  const name = agent.slug ?? agentId
  const exportLive = (version: number) =>
    agentsApi
      .version(agentId, version)
      .then(({ document }) => saveFile(`${name}-v${version}.json`, `${JSON.stringify(document, null, 2)}\n`))
      .catch(() => show({ words: agentsTexts.exportFailed, look: 'danger' }))
  const items: (MenuItem | null)[] = [
    live === null
      ? null
      : { label: editorTexts.chat, icon: MessageSquare, href: `/chat?agent=${encodeURIComponent(agentId)}` },
    {
      label: editorTexts.exportDraft,
      icon: Download,
      onChoose: () => saveFile(`${name}-draft.json`, `${JSON.stringify(draft.document, null, 2)}\n`),
    },
    live === null
      ? null
      : { label: editorTexts.exportLive(live), icon: Download, onChoose: () => void exportLive(live) },
    canEdit && live !== null && draft.revision > 0
      ? { label: editorTexts.discard, icon: Trash2, look: 'danger', onChoose: () => setDiscarding(true) }
      : null,
  ]
  return (
    <>
      <Menu label={editorTexts.more} items={items.filter((item) => item !== null)} />
      {isDiscarding && live !== null ? <Discard live={live} onClose={() => setDiscarding(false)} /> : null}
    </>
  )
}

function Discard({ live, onClose }: { live: number; onClose: () => void }) {
  const { agentId, draft } = useEditor()
  const queries = useQueryClient()
  const show = useToast()
  const words = editorTexts.discarding
  const discard = useMutation({
    mutationFn: async () => {
      await draft.flush()
      await agentsApi.discardDraft(agentId)
      return agentsApi.draft(agentId)
    },
    onSuccess: (view) => {
      draft.renew(view, 'discard')
      void queries.invalidateQueries({ queryKey: agentsQueries.list().queryKey })
      onClose()
      show({ words: words.done, undo: draft.undo })
    },
  })
  return (
    <Confirm
      title={words.title}
      action={words.submit}
      look="danger"
      isBusy={discard.isPending}
      error={discard.error ? `${words.failed} ${discard.error.message}` : null}
      onConfirm={() => discard.mutate()}
      onClose={onClose}
    >
      <p>{words.detail(draft.basedOn ?? live)}</p>
    </Confirm>
  )
}
