import { FlaskConical, RotateCcw, Settings2 } from 'lucide-react'
import { useState } from 'react'
import { Conversation } from '@/components/chat/conversation'
import { showMessage } from '@/components/chat/debug/mark-words'
import { TurnList } from '@/components/chat/debug/turn-list'
import { AskWhy } from '@/components/chat/debug/why-button'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Notice } from '@/components/ui/notice'
import { nodeName, nodeOf } from '@/lib/client/console/agent-document'
import { isSameAgent } from '@/lib/client/console/same-agent'
import { type Trial, useTrial } from '@/lib/client/console/use-trial'
import type { ConversationView } from '@/lib/client/wire'
import { tryTexts } from '../../texts/try-texts'
import { useEditor } from '../editor-context'
import { Segments } from '../panel/fields/segments'
import { SaveAsTest } from '../tests/save-as-test'
import { TryProblem } from './try-problem'
import { useWalk } from './use-walk'

type View = 'talk' | 'why'

/** The conversation, and the why of each turn behind it. */
export function TryTalk({ trial, view, onLeave }: { trial: Trial; view: ConversationView; onLeave: () => void }) {
  const { agentId, draft } = useEditor()
  const { start } = useTrial(agentId)
  const turns = useWalk(trial.conversationId)
  const [shown, setShown] = useState<View>('talk')
  const [asked, setAsked] = useState<{ turnId: string } | null>(null)
  const [isSaving, setSaving] = useState(false)
  const isChanged = !isSameAgent(trial.document, draft.document)
  const restart = () => start.mutate({ document: draft.document, settings: trial.settings })
  const askWhy = (turnId: string) => {
    setAsked({ turnId })
    setShown('why')
  }
  const showTalk = (messageId: string) => {
    setShown('talk')
    setTimeout(() => showMessage(messageId))
  }
  const nameOf = (id: string) => {
    const node = nodeOf(draft.document, id)
    return node ? nodeName(node) : id
  }
  const hasSpoken = view.messages.some(({ role }) => role === 'user')
  return (
    <div className="flex h-full min-h-0 flex-col">
      <h2 className="sr-only">{tryTexts.title}</h2>
      <div className="flex flex-wrap items-end gap-x-1 border-line border-b px-3 py-2">
        <div className="min-w-40 grow">
          <Segments
            label={tryTexts.view}
            isLabelHidden
            value={shown}
            options={[
              { value: 'talk', label: tryTexts.talk },
              { value: 'why', label: tryTexts.why },
            ]}
            onChange={setShown}
          />
        </div>
        <IconButton
          icon={RotateCcw}
          size={16}
          label={tryTexts.restart}
          disabled={start.isPending}
          onClick={restart}
          className="md:size-10"
        />
        <IconButton icon={Settings2} size={16} label={tryTexts.elsewhere} onClick={onLeave} className="md:size-10" />
        <IconButton
          icon={FlaskConical}
          size={16}
          label={tryTexts.save}
          disabled={!hasSpoken}
          onClick={() => setSaving(true)}
          className="disabled:opacity-40 md:size-10"
        />
      </div>
      {isChanged ? (
        <div className="border-line border-b px-3 pt-1">
          <Notice
            action={
              <Button look="plain" className="px-2!" disabled={start.isPending} onClick={restart}>
                {tryTexts.restartShort}
              </Button>
            }
          >
            {tryTexts.changed}
          </Notice>
        </div>
      ) : null}
      {start.error ? (
        <div className="border-line border-b p-3">
          <TryProblem error={start.error} />
        </div>
      ) : null}
      {shown === 'why' ? (
        <div className="min-h-0 grow overflow-y-auto bg-sunken">
          {turns.length === 0 ? <p className="p-3 text-ink-soft">{tryTexts.noTurns}</p> : null}
          <TurnList turns={turns} asked={asked} nameOf={nameOf} onShowMessage={showTalk} />
        </div>
      ) : null}
      {/* Stays while the why is looked at: what is being said goes on. */}
      <div className={`min-h-0 grow flex-col ${shown === 'talk' ? 'flex' : 'hidden'}`}>
        <AskWhy value={askWhy}>
          <Conversation view={view} onNew={restart} />
        </AskWhy>
      </div>
      {isSaving ? <SaveAsTest conversationId={trial.conversationId} onClose={() => setSaving(false)} /> : null}
    </div>
  )
}
