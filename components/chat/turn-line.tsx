import type { LiveTurn } from '@/lib/client/fold-turn'
import { useOnline } from '@/lib/client/use-online'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'

/** What stands between the visitor and the next message, said once, with what can be done. */
export function TurnLine({
  live,
  isUnanswered,
  onRetry,
}: {
  live: LiveTurn
  isUnanswered: boolean
  onRetry: () => void
}) {
  const connection = useOnline()
  const isAway = live.line === 'down' || connection === 'away'
  const retry = (
    <Button look="plain" onClick={onRetry}>
      {texts.turn.retry}
    </Button>
  )
  return (
    <div role="status">
      {isAway ? <Notice look="danger">{awayText(live)}</Notice> : null}
      {!isAway && connection === 'back' ? <Notice look="ok">{texts.turn.back}</Notice> : null}
      {live.phase === 'failed' ? (
        <Notice look="danger" action={retry}>
          {failureText(live)}
        </Notice>
      ) : null}
      {isUnanswered && live.phase === 'idle' ? <Notice action={retry}>{texts.turn.unanswered}</Notice> : null}
    </div>
  )
}

function awayText({ phase }: LiveTurn): string {
  if (phase === 'sending') return texts.turn.offline
  return phase === 'running' ? texts.turn.lost : texts.turn.away
}

function failureText({ turnId, spoken, failure }: LiveTurn): string {
  if (turnId === null) return texts.turn.refused(failure?.message ?? '')
  return spoken.some(({ text }) => text !== '') ? texts.turn.partKept : texts.turn.failed
}
