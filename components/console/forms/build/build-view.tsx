import { useQuery } from '@tanstack/react-query'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { ApiError } from '@/lib/client/api-error'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import type { FormRow } from '@/lib/client/console/form-queries'
import { formTexts } from '../../texts/form-texts'
import { Builder } from './builder'

/** The form's draft, read anew each time the builder opens. */
export function BuildView({ form }: { form: FormRow }) {
  const draft = useQuery(agentsQueries.draft(form.agent_id))
  if (draft.data) return <Builder form={form} view={draft.data} />
  if (draft.error instanceof ApiError && draft.error.status === 404)
    return <EmptyState title={formTexts.build.none}>{draft.error.message}</EmptyState>
  return (
    <LoadState
      error={draft.error}
      failed={formTexts.build.failed}
      loading={formTexts.loading}
      onRetry={() => draft.refetch()}
    />
  )
}
