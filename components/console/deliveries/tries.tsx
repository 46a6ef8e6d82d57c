import { useState } from 'react'
import { Time } from '@/components/chat/time'
import { Dialog } from '@/components/ui/dialog'
import type { DeliveryRow } from '@/lib/client/console/delivery-queries'
import { deliveryTexts } from '../texts/delivery-texts'
import { failureText } from './failure-text'

/** How often a delivery was tried; pressed, it tells of each try. */
export function Tries({ row: { event, tries, next_attempt_at } }: { row: DeliveryRow }) {
  const [isOpen, setOpen] = useState(false)
  if (tries.length === 0) return '0'
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={deliveryTexts.seeTries(tries.length)}
        onClick={() => setOpen(true)}
        className="min-h-11 min-w-11 rounded-control text-end text-accent tabular-nums hover:underline md:min-h-8"
      >
        {tries.length}
      </button>
      {isOpen ? (
        <Dialog title={deliveryTexts.triesOf(event)} onClose={() => setOpen(false)}>
          <ol className="divide-y divide-line px-4 pb-4 text-start">
            {tries.map(({ at, status, error, ms }) => (
              <li key={at} className="flex flex-wrap items-baseline gap-x-4 py-2 font-normal">
                <span className="w-36 shrink-0 text-ink-soft">
                  <Time at={at} />
                </span>
                <span className={`wrap-anywhere min-w-0 grow basis-40 ${error === null ? 'text-ok' : 'text-danger'}`}>
                  {error === null ? deliveryTexts.taken(status) : failureText(error)}
                </span>
                <span className="text-ink-soft tabular-nums">{deliveryTexts.took(ms)}</span>
              </li>
            ))}
            {next_attempt_at === null ? null : (
              <li className="py-2 text-ink-soft">
                {deliveryTexts.nextTry} <Time at={next_attempt_at} />
              </li>
            )}
          </ol>
        </Dialog>
      ) : null}
    </>
  )
}
