import { MessageSquareText } from 'lucide-react'
import { Dialog } from '@/components/ui/dialog'
import type { NewNodeType } from '@/lib/client/console/edit-nodes'
import { editorTexts } from '../../texts/editor-texts'
import { nodeIcons } from './node-icons'

const order: readonly NewNodeType[] = [
  'standard',
  'retrieve_variable',
  'collect',
  'assist',
  'api_call',
  'agent_transfer',
  'end_call',
]

export function AddNodeDialog({
  isJoined,
  onChoose,
  onClose,
}: {
  isJoined: boolean
  onChoose: (type: NewNodeType) => void
  onClose: () => void
}) {
  return (
    <Dialog title={isJoined ? editorTexts.graph.addAt : editorTexts.graph.add} onClose={onClose}>
      <ul className="grid gap-1 px-2 pb-3 sm:grid-cols-2">
        {order.map((type) => {
          const Icon = nodeIcons[type] ?? MessageSquareText
          return (
            <li key={type}>
              <button
                type="button"
                onClick={() => {
                  onClose()
                  onChoose(type)
                }}
                className="flex min-h-14 w-full items-center gap-3 rounded-control px-3 py-2 text-start hover:bg-sunken focus-visible:outline-offset-[-2px]"
              >
                <Icon size={18} strokeWidth={1.75} aria-hidden className="shrink-0 text-accent" />
                <span>
                  <span className="block font-medium">{editorTexts.types[type]?.name}</span>
                  <span className="block text-ink-soft text-xs">{editorTexts.types[type]?.detail}</span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
