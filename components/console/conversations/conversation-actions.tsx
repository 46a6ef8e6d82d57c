import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Download, FlaskConical, Sparkles, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { sendJson } from '@/lib/client/console/console-request'
import { conversationPath, conversationsKey } from '@/lib/client/console/conversation-queries'
import type { AnalysisResult, ConversationDetail } from '@/lib/client/console/conversation-wire'
import { useMay } from '../shell/person'
import { conversationTexts } from '../texts/conversation-texts'
import { EraseConversation } from './erase-conversation'

const words = conversationTexts.one

/** What can be done with a conversation, as far as the person's role goes. */
export function ConversationActions({ detail, onAnalysed }: { detail: ConversationDetail; onAnalysed: () => void }) {
  const { conversation_id: id, agent_id, dialect } = detail
  const hasTests = dialect !== 'forms' && dialect !== 'chatbots'
  const [mayEdit, mayErase] = [useMay('editor'), useMay('owner')]
  const [isErasing, setErasing] = useState(false)
  const analyse = useAnalysis(id, onAnalysed)
  const items: MenuItem[] = [
    { label: words.export, icon: Download, href: conversationPath(id, '/export') },
    ...(mayEdit && hasTests
      ? [{ label: words.asTest, icon: FlaskConical, href: `/console/agents/${agent_id}?view=tests&from=${id}` }]
      : []),
    ...(mayErase
      ? [{ label: words.erase, icon: Trash2, look: 'danger' as const, onChoose: () => setErasing(true) }]
      : []),
  ]
  return (
    <>
      {mayEdit ? (
        <Button disabled={analyse.isPending} onClick={() => analyse.mutate()} className="md:min-h-10">
          <Sparkles size={16} aria-hidden />
          {analyse.isPending ? words.analysing : words.analyse}
        </Button>
      ) : null}
      <Menu label={words.actions} items={items} />
      {isErasing ? <EraseConversation detail={detail} onClose={() => setErasing(false)} /> : null}
    </>
  )
}

function useAnalysis(id: string, onAnalysed: () => void) {
  const client = useQueryClient()
  const toast = useToast()
  return useMutation({
    mutationFn: () => sendJson<AnalysisResult>('POST', conversationPath(id, '/analyze')),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: conversationsKey })
      toast({ words: words.analysed })
      onAnalysed()
    },
    onError: (error) => toast({ words: error.message, look: 'danger' }),
  })
}
