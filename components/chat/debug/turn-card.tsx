import { Check, ChevronRight, Copy, CornerUpLeft } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { useCopy } from '@/components/use-copy'
import { whyOfTurn } from '@/lib/client/why-of-turn'
import type { TurnView } from '@/lib/client/wire'
import { texts } from '../../texts'
import { IconButton } from '../../ui/icon-button'
import { costText, msText } from './figures'
import { type NameOf, StepRow } from './step-row'
import { Waterfall } from './waterfall'

/** One turn: a line that says how long it took and what it cost, and everything that was decided in it below. */
export function TurnCard({
  turn,
  isOpen,
  onToggle,
  asked,
  nameOf,
  onShowMessage,
}: {
  turn: TurnView
  isOpen: boolean
  onToggle: () => void
  /** Somebody asked for this turn: an object of its own each time. */
  asked: object | null
  nameOf: NameOf
  onShowMessage: (messageId: string) => void
}) {
  const header = useRef<HTMLButtonElement>(null)
  const body = useId()
  const why = whyOfTurn(turn.events)
  const [isCopied, copy] = useCopy()
  const messageId = why.inputId ?? turn.messages[0]?.id ?? null
  useEffect(() => {
    if (!asked) return
    header.current?.focus({ preventScroll: true })
    header.current?.scrollIntoView({ block: 'start' })
  }, [asked])
  return (
    <li className="border-line border-t" data-turn={turn.id}>
      <h3>
        <button
          ref={header}
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? body : undefined}
          onClick={onToggle}
          className="flex min-h-11 w-full items-center gap-2 px-3 text-start hover:bg-surface"
        >
          <ChevronRight size={15} aria-hidden className={`shrink-0 ${isOpen ? 'rotate-90' : 'rtl:rotate-180'}`} />
          <span className="font-medium">{texts.debug.turn(turn.number, turn.attempt)}</span>
          <span className="truncate text-ink-soft">{texts.debug.kinds[turn.kind]}</span>
          <span className="grow" />
          <span className="shrink-0 text-ink-soft text-xs tabular-nums">
            {turn.status === 'done'
              ? [msText(why.ms), why.cost ? costText(why.cost) : null].filter(Boolean).join(' · ')
              : texts.debug.states[turn.status]}
          </span>
        </button>
      </h3>
      {isOpen ? (
        <div id={body} className="px-3 pb-3">
          <div className="flex items-start gap-1">
            <p dir="auto" className="line-clamp-2 min-w-0 grow pt-2.5 text-ink-soft [overflow-wrap:anywhere]">
              {turn.messages.find(({ role }) => role === 'user')?.content}
            </p>
            {messageId === null ? null : (
              <IconButton
                icon={CornerUpLeft}
                size={16}
                label={texts.debug.showMessage}
                onClick={() => onShowMessage(messageId)}
              />
            )}
            <IconButton
              icon={isCopied ? Check : Copy}
              size={16}
              label={isCopied ? texts.message.copied : texts.debug.copyTurn}
              onClick={() => copy(JSON.stringify(turn, null, 2))}
            />
          </div>
          <ol aria-label={texts.debug.steps}>
            {why.steps.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
              <StepRow key={place} step={step} nameOf={nameOf} />
            ))}
          </ol>
          <Waterfall why={why} of={texts.debug.turn(turn.number, turn.attempt)} />
        </div>
      ) : null}
    </li>
  )
}
