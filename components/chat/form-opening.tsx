import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { FormStart } from '@/lib/client/api'
import { queries } from '@/lib/client/queries'
import { texts } from '../texts'
import { PanelState } from './panel-state'

/** A form that is being begun: its first question is on the way. */
export function FormOpening({ start, onStarted }: { start: FormStart; onStarted: (communicationId: number) => void }) {
  const collected = useQuery(queries.collected(start))
  const { data } = collected
  useEffect(() => {
    if (data !== undefined) onStarted(data)
  }, [data, onStarted])
  return (
    <PanelState
      error={collected.error}
      onRetry={() => collected.refetch()}
      waiting={texts.form.opening}
      missing={texts.form.notFound}
      failed={texts.form.failed}
    />
  )
}
