import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { FormRow } from '@/lib/client/console/form-queries'
import type { Draft } from '@/lib/client/console/use-draft'
import { useEditors } from '@/lib/client/console/use-editors'
import { formTexts } from '../../texts/form-texts'

const words = formTexts.build

/** Who else has the form open, and the choice where somebody saved in between. */
export function DraftNotices({ form, draft, canEdit }: { form: FormRow; draft: Draft; canEdit: boolean }) {
  const others = useEditors(form.agent_id, canEdit)
  return (
    <>
      {others.length > 0 ? <Notice>{words.others(others)}</Notice> : null}
      {draft.conflict ? (
        <div
          role="alert"
          className="flex flex-wrap items-center gap-2 rounded-surface border border-danger bg-surface p-3"
        >
          <p className="wrap-anywhere min-w-0 grow">
            {words.conflict(draft.conflict.theirs.updated_by ?? words.somebody)}
          </p>
          <Button onClick={draft.takeTheirs}>{words.theirs}</Button>
          <Button look="accent" onClick={draft.keepMine}>
            {words.mine}
          </Button>
        </div>
      ) : null}
    </>
  )
}
