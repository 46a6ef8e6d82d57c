import type { Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { NumberAt } from '../fields/number-at'

const words = panelTexts.retry

type Retry = { max_retries: number; initial_delay_ms: number; max_delay_ms: number; backoff_multiplier: number }

/** How often something is tried again, and how long it is waited before. */
export function RetryFields({ at, fallback }: { at: Steps; fallback: Retry }) {
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <NumberAt at={[...at, 'max_retries']} label={words.times} fallback={fallback.max_retries} min={0} />
      <NumberAt
        at={[...at, 'backoff_multiplier']}
        label={words.multiplier}
        fallback={fallback.backoff_multiplier}
        min={1}
        step="any"
      />
      <NumberAt at={[...at, 'initial_delay_ms']} label={words.first} fallback={fallback.initial_delay_ms} min={0} />
      <NumberAt at={[...at, 'max_delay_ms']} label={words.most} fallback={fallback.max_delay_ms} min={0} />
    </div>
  )
}
