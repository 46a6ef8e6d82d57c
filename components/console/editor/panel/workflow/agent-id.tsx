import { Copy } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { useCopy } from '@/components/use-copy'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'

const words = panelTexts.agentId

/** What the APIs, the widget and other agents call this one by. */
export function AgentId() {
  const { agent } = useEditor()
  const [isCopied, copy] = useCopy()
  const id = agent.slug ?? agent.agent_id
  return (
    <div>
      <p className="font-medium">{words.title}</p>
      <div className="flex items-center gap-1">
        <code className="wrap-anywhere min-w-0 grow select-all font-mono text-xs">{id}</code>
        <IconButton
          icon={Copy}
          size={16}
          label={isCopied ? words.copied : words.copy}
          className="md:size-10"
          onClick={() => copy(id)}
        />
      </div>
      <p className="text-ink-soft text-xs">{words.hint}</p>
    </div>
  )
}
