import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Confirm } from '@/components/ui/confirm'
import { useToast } from '@/components/ui/toast'
import { agentsApi } from '@/lib/client/console/agents-api'
import type { FormRow } from '@/lib/client/console/form-queries'
import type { Draft } from '@/lib/client/console/use-draft'
import { formTexts } from '../../texts/form-texts'

const words = formTexts.build

/** The draft goes; the builder then shows what is live, and a step back brings the draft's words again. */
export function DiscardDialog({ form, draft, onClose }: { form: FormRow; draft: Draft; onClose: () => void }) {
  const toast = useToast()
  const client = useQueryClient()
  const discarding = useMutation({
    mutationFn: async () => {
      await agentsApi.discardDraft(form.agent_id)
      return agentsApi.draft(form.agent_id)
    },
    onSuccess: (view) => {
      draft.renew(view, 'discard')
      toast({ words: words.discarded })
      void client.invalidateQueries({ queryKey: ['console', 'agents'], exact: true })
      onClose()
    },
  })
  return (
    <Confirm
      title={words.discardTitle}
      action={words.discard}
      look="danger"
      isBusy={discarding.isPending}
      error={discarding.error?.message ?? null}
      onConfirm={() => discarding.mutate()}
      onClose={onClose}
    >
      <p>{words.discardDetail(form.active_version ?? 0)}</p>
    </Confirm>
  )
}
