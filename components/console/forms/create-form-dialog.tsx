import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileText, type LucideIcon, Sparkles } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/text-field'
import { changeForm, formOf, textOf } from '@/lib/client/console/form-document'
import { formQueries } from '@/lib/client/console/form-queries'
import { blankForm, draftFormBySentence, makeForm } from '@/lib/client/console/make-form'
import { formTexts } from '../texts/form-texts'

const words = formTexts.create

type Way = 'blank' | 'sentence'

/** A blank form, or one that a model drafts; leads to the builder. */
export function CreateFormDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const client = useQueryClient()
  const [way, setWay] = useState<Way>('blank')
  const [name, setName] = useState('')
  const [wish, setWish] = useState('')
  const creation = useMutation({
    mutationFn: () => create(way, name.trim(), wish.trim()),
    onSuccess: async (formId) => {
      await client.invalidateQueries({ queryKey: formQueries.list().queryKey, exact: true })
      router.push(`/console/forms/${formId}`)
    },
  })
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        className="space-y-5 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault()
          creation.mutate()
        }}
      >
        <fieldset>
          <legend className="mb-2 text-ink-soft">{words.way}</legend>
          <div className="grid gap-2 sm:grid-cols-2">
            <WayCard
              icon={FileText}
              title={words.blank}
              detail={words.blankDetail}
              isChosen={way === 'blank'}
              onChoose={() => setWay('blank')}
            />
            <WayCard
              icon={Sparkles}
              title={words.sentence}
              detail={words.sentenceDetail}
              isChosen={way === 'sentence'}
              onChoose={() => setWay('sentence')}
            />
          </div>
        </fieldset>
        {way === 'sentence' ? (
          <AreaField
            label={words.wish}
            hint={words.wishHint}
            placeholder={words.wishPlaceholder}
            required
            maxLength={2000}
            value={wish}
            onChange={setWish}
          />
        ) : null}
        <TextField
          label={words.name}
          hint={words.nameHint}
          placeholder={words.untitled}
          maxLength={120}
          value={name}
          onChange={setName}
        />
        {creation.error ? (
          <p role="alert" className="wrap-anywhere text-danger">
            {words.failed} {creation.error.message}
          </p>
        ) : null}
        <Button type="submit" look="accent" disabled={creation.isPending || creation.isSuccess}>
          {creation.isPending && way === 'sentence' ? words.drafting : words.submit}
        </Button>
      </form>
    </Dialog>
  )
}

async function create(way: Way, name: string, wish: string): Promise<number> {
  if (way === 'blank') return makeForm(name || words.untitled, blankForm(name || words.untitled, formTexts.types.name))
  const drafted = await draftFormBySentence(wish)
  const title = name || textOf(formOf(drafted)?.name).trim() || words.untitled
  return makeForm(title.slice(0, 120), changeForm(drafted, { name: title }))
}

function WayCard({
  icon: Icon,
  title,
  detail,
  isChosen,
  onChoose,
}: {
  icon: LucideIcon
  title: string
  detail: string
  isChosen: boolean
  onChoose: () => void
}) {
  return (
    <label className="flex cursor-pointer gap-3 rounded-control border border-line p-3 outline-accent hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2">
      <input type="radio" name="way" checked={isChosen} onChange={onChoose} className="sr-only" />
      <Icon size={18} strokeWidth={1.75} aria-hidden className="mt-0.5 shrink-0 text-accent" />
      <span>
        <span className="block font-medium">{title}</span>
        <span className="block text-ink-soft text-xs">{detail}</span>
      </span>
    </label>
  )
}
