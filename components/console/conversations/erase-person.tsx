import { useState } from 'react'
import { Dialog, takesFocus } from '@/components/ui/dialog'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { conversationTexts } from '../texts/conversation-texts'
import { EraseSteps } from './erase-steps'

const words = conversationTexts.erase
const kinds = ['external_user_id', 'email', 'visitor_id', 'conversation_id'] as const

/** Somebody by a name that one knows. */
export function ErasePerson({ onErased, onClose }: { onErased: () => void; onClose: () => void }) {
  const [kind, setKind] = useState<(typeof kinds)[number]>('external_user_id')
  const [typed, setTyped] = useState('')
  const [isDone, setDone] = useState(false)
  const value = typed.trim()
  return (
    <Dialog title={isDone ? words.doneTitle : conversationTexts.erasures.new} onClose={onClose}>
      <div className="space-y-4 px-4 pb-4">
        {isDone ? null : (
          <>
            <SelectField
              label={words.by}
              value={kind}
              options={kinds.map((one) => ({ value: one, label: words.names[one] ?? one }))}
              onChange={setKind}
            />
            <TextField
              ref={takesFocus}
              label={words.value}
              value={typed}
              onChange={setTyped}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              inputClassName={kind === 'email' ? '' : 'font-mono'}
            />
          </>
        )}
        <EraseSteps
          key={`${kind} ${value}`}
          named={{ [kind]: value }}
          onErased={() => {
            setDone(true)
            onErased()
          }}
          onClose={onClose}
        />
      </div>
    </Dialog>
  )
}
