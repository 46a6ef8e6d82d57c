import { useId, useState } from 'react'
import { Dialog, takesFocus } from '@/components/ui/dialog'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import { conversationTexts } from '../texts/conversation-texts'
import { EraseSteps, type Named } from './erase-steps'

const words = conversationTexts.erase
const kinds = ['external_user_id', 'email', 'answer', 'visitor_id', 'subject', 'conversation_id'] as const

/** Somebody by a name that one knows. */
export function ErasePerson({ onErased, onClose }: { onErased: () => void; onClose: () => void }) {
  const form = useId()
  const [kind, setKind] = useState<(typeof kinds)[number]>('external_user_id')
  const [field, setField] = useState('')
  const [typed, setTyped] = useState('')
  const [isDone, setDone] = useState(false)
  const value = typed.trim()
  const asTyped = { form, autoCapitalize: 'none', autoComplete: 'off', spellCheck: false } as const
  const named: Named = kind === 'answer' ? { answer: { field: field.trim(), value } } : { [kind]: value }
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
              hint={words.hints[kind]}
            />
            {kind === 'answer' ? (
              <TextField
                {...asTyped}
                label={words.field}
                hint={words.fieldHint}
                value={field}
                onChange={setField}
                inputClassName="font-mono"
              />
            ) : null}
            <TextField
              {...asTyped}
              ref={takesFocus}
              dir="auto"
              label={kind === 'answer' ? words.answer : words.value}
              value={typed}
              onChange={setTyped}
              inputClassName={kind === 'email' || kind === 'answer' ? '' : 'font-mono'}
            />
          </>
        )}
        <EraseSteps
          key={JSON.stringify(named)}
          named={named}
          formId={form}
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
