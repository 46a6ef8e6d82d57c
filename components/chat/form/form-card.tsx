import { type ReactNode, useId, useState } from 'react'
import type { FieldView, FormView } from '@/lib/client/wire'
import { reviewField } from '@/lib/domain/form'
import { plainAnswer } from '@/lib/domain/plain-answer'
import { texts } from '../../texts'
import { Button } from '../../ui/button'
import { AnswerList } from './answer-list'
import { ButtonRow } from './button-row'
import { FieldInput } from './field-input'
import { initialValue } from './initial-value'

type CardProps = {
  form: FormView
  conversationId: string
  isBusy: boolean
  /** `fieldId`: the whole text is that field's answer; otherwise it is read like any message. */
  onSend: (text: string, fieldId?: string) => void
}

/** What the form waits for, as something to press or to fill in. */
export function FormCard(props: CardProps) {
  const { form, isBusy, onSend } = props
  const word = (text: string) => () => !isBusy && onSend(text)
  if (form.outcome === 'complete') return <Done {...props} />
  if (form.outcome !== null) return null
  if (form.is_paused)
    return (
      <Card label={texts.form.paused}>
        <p className="text-ink-soft">{texts.form.pausedDetail}</p>
        <div>
          <Button look="accent" aria-disabled={isBusy} onClick={word(texts.form.says.resume)}>
            {texts.form.resume}
          </Button>
        </div>
      </Card>
    )
  if (form.confirming) return <Confirm {...props} confirming={form.confirming} />
  if (form.asking === reviewField) return <Review {...props} />
  return <Ask key={form.asking} {...props} />
}

function Ask({ form, conversationId, isBusy, onSend }: CardProps) {
  const [isWhyOpen, setWhyOpen] = useState(false)
  const why = useId()
  const field = form.fields.find(({ id }) => id === form.asking)
  if (!field) return null
  const value = form.answers[field.id] ?? null
  return (
    <Card label={field.label} name={texts.form.answer(field.label)} note={field.required ? null : texts.form.optional}>
      {field.help ? (
        <p dir="auto" className="said text-ink-soft">
          {field.help}
        </p>
      ) : null}
      <FieldInput
        field={field}
        conversationId={conversationId}
        initial={initialValue(field, value)}
        isBusy={isBusy}
        isKept={!field.sensitive}
        onAnswer={(text) => (mayHoldMore.has(field.type) ? onSend(text) : onSend(text, field.id))}
      />
      <div className="-ms-4 -my-1 flex flex-wrap empty:hidden">
        {value === null ? null : (
          <Button look="plain" aria-disabled={isBusy} onClick={() => !isBusy && onSend(texts.form.says.keep)}>
            {texts.form.keep(plainAnswer(field, value))}
          </Button>
        )}
        {field.required ? null : (
          <Button look="plain" aria-disabled={isBusy} onClick={() => !isBusy && onSend(texts.form.says.skip)}>
            {texts.form.skip}
          </Button>
        )}
        {field.why ? (
          <Button look="plain" aria-expanded={isWhyOpen} aria-controls={why} onClick={() => setWhyOpen(!isWhyOpen)}>
            {texts.form.why}
          </Button>
        ) : null}
      </div>
      {field.why ? (
        <p id={why} hidden={!isWhyOpen} dir="auto" className="said text-ink-soft">
          {field.why}
        </p>
      ) : null}
    </Card>
  )
}

// Where people write, they may write more than was asked ("Ada, ada@example.org"): it is read like any message.
const mayHoldMore = new Set<FieldView['type']>(['name', 'text', 'email', 'url', 'postal_code', 'address'])

function Confirm({
  form,
  confirming,
  isBusy,
  onSend,
}: CardProps & { confirming: NonNullable<FormView['confirming']> }) {
  const field = form.fields.find(({ id }) => id === confirming.field)
  if (!field) return null
  return (
    <Card label={field.label}>
      <p dir="auto" className="said wrap-anywhere font-medium">
        {plainAnswer(field, confirming.value)}
      </p>
      <ButtonRow label={field.label} options={yesOrNo} current="" isBusy={isBusy} onChoose={(word) => onSend(word)} />
    </Card>
  )
}

const yesOrNo = [texts.form.yes, texts.form.no].map((word) => ({ value: word, label: word }))

/** The last look before it is sent: every answer can be given anew. */
function Review(props: CardProps) {
  const { isBusy, onSend } = props
  return (
    <Card label={texts.form.review}>
      <AnswerList {...props} onChange={(fieldId, text) => onSend(text, fieldId)} />
      <div>
        <Button look="accent" data-focus aria-disabled={isBusy} onClick={() => !isBusy && onSend(texts.form.says.send)}>
          {texts.form.sendAll}
        </Button>
      </div>
    </Card>
  )
}

function Done(props: CardProps) {
  return (
    <Card label={texts.form.sent}>
      <AnswerList {...props} onChange={null} />
    </Card>
  )
}

function Card({
  label,
  name = label,
  note = null,
  children,
}: {
  label: string
  /** Of the whole card, where an input in it has the label. */
  name?: string
  note?: string | null
  children: ReactNode
}) {
  return (
    <section
      aria-label={name}
      // Takes the focus where nothing in it can.
      tabIndex={-1}
      className="quiet-in mt-3 flex flex-col gap-3 rounded-surface border border-line bg-surface p-4 outline-none"
    >
      <p dir="auto" className="flex flex-wrap items-baseline gap-x-2 font-medium">
        {label}
        {note ? <span className="font-normal text-ink-soft">{note}</span> : null}
      </p>
      {children}
    </section>
  )
}
