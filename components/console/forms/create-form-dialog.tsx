import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileText, Sparkles } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AreaField } from '@/components/ui/area-field'
import { ChoiceCard } from '@/components/ui/choice-card'
import { FormDialog } from '@/components/ui/form-dialog'
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
    <FormDialog
      title={words.title}
      submit={creation.isPending && way === 'sentence' ? words.drafting : words.submit}
      isBusy={creation.isPending || creation.isSuccess}
      error={creation.error && `${words.failed} ${creation.error.message}`}
      onSubmit={() => creation.mutate()}
      onClose={onClose}
    >
      <fieldset>
        <legend className="mb-2 text-ink-soft">{words.way}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          <ChoiceCard
            group="way"
            icon={FileText}
            title={words.blank}
            detail={words.blankDetail}
            isChosen={way === 'blank'}
            onChoose={() => setWay('blank')}
          />
          <ChoiceCard
            group="way"
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
    </FormDialog>
  )
}

async function create(way: Way, name: string, wish: string): Promise<number> {
  if (way === 'blank') return makeForm(name || words.untitled, blankForm(name || words.untitled, formTexts.types.name))
  const drafted = await draftFormBySentence(wish)
  const title = name || textOf(formOf(drafted)?.name).trim() || words.untitled
  return makeForm(title.slice(0, 120), changeForm(drafted, { name: title }))
}
