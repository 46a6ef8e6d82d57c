import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { SelectField } from '@/components/ui/select-field'
import { conversationsKey, erasuresKey } from '@/lib/client/console/conversation-queries'
import type { ConversationDetail } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { erasableAnswers } from './erasable-answers'
import { EraseSteps, type Named } from './erase-steps'

const words = conversationTexts.erase

/** From a conversation: it alone, or whoever held it or gave the same answer, everywhere. Once it is gone the way leads back to the list. */
export function EraseConversation({ detail, onClose }: { detail: ConversationDetail; onClose: () => void }) {
  const { conversation_id, person } = detail
  const [wanted, setWanted] = useState('conversation')
  const [isDone, setDone] = useState(false)
  const router = useRouter()
  const client = useQueryClient()
  const close = () => {
    if (!isDone) return onClose()
    client.removeQueries({ queryKey: [...conversationsKey, 'list'] })
    void client.invalidateQueries({ queryKey: erasuresKey })
    router.push('/console/conversations')
  }
  // Nothing of it stays in this browser either; while its page is there, looking it up again would only fail.
  useEffect(() => {
    if (!isDone) return
    return () => client.removeQueries({ queryKey: [...conversationsKey, conversation_id] })
  }, [isDone, client, conversation_id])
  const answers = new Map(erasableAnswers(detail.variables).map((answer) => [`answer ${answer.field}`, answer]))
  const answer = answers.get(wanted)
  const isPerson = wanted === 'person' && person !== null
  const named: Named = answer ? { answer } : isPerson ? { [person.named_by]: person.value } : { conversation_id }
  return (
    <Dialog title={isDone ? words.doneTitle : words.title} onClose={close}>
      <div className="space-y-4 px-4 pb-4">
        {isDone ? null : person || answers.size > 0 ? (
          <SelectField
            label={words.what}
            value={wanted}
            options={[
              { value: 'conversation', label: words.thisOne },
              ...(person ? [{ value: 'person', label: words.person }] : []),
              ...[...answers].map(([id, { field, value }]) => ({ value: id, label: words.sameAnswer(field, value) })),
            ]}
            onChange={setWanted}
            hint={
              answer
                ? words.hints.answer
                : isPerson
                  ? words.personDetail(words.names[person.named_by] ?? person.named_by, person.value)
                  : null
            }
          />
        ) : (
          <p className="text-ink-soft">{words.unknown}</p>
        )}
        <EraseSteps key={wanted} named={named} onErased={() => setDone(true)} onClose={close} />
      </div>
    </Dialog>
  )
}
