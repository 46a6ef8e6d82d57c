import { BellOff, CircleDot, CircleSlash } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { FormRow } from '@/lib/client/console/form-queries'
import { formTexts } from '../texts/form-texts'

/** Whether a form takes answers, and by which version. */
export function FormStates({ form }: { form: FormRow }) {
  const { active_version: live, is_active: isOpen, callback_disabled_at: off } = form
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      {live === null ? <Badge>{formTexts.unpublished}</Badge> : null}
      {live !== null && isOpen ? (
        <Badge look="ok" icon={CircleDot}>
          {formTexts.open}
        </Badge>
      ) : null}
      {isOpen ? null : (
        <Badge look="warning" icon={CircleSlash}>
          {formTexts.closed}
        </Badge>
      )}
      {off === null ? null : (
        <Badge look="danger" icon={BellOff}>
          {formTexts.callbackOff}
        </Badge>
      )}
    </span>
  )
}
