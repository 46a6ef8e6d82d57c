import { Check, Copy, Square, ThumbsDown, ThumbsUp, Volume2 } from 'lucide-react'
import { useCopy } from '@/components/use-copy'
import type { Feedback, MessageView } from '@/lib/client/wire'
import { texts } from '../texts'
import { IconButton } from '../ui/icon-button'
import { WhyButton } from './debug/why-button'
import { useReadAloud } from './speech/use-read-aloud'
import { Time } from './time'

export function MessageActions({
  message,
  words,
  onFeedback,
}: {
  message: MessageView
  /** All that the answer said. */
  words: string
  onFeedback: ((value: Feedback) => void) | null
}) {
  const [isCopied, copy] = useCopy()
  const aloud = useReadAloud(message.id, words)
  const isKept = message.feedback !== null || aloud?.isReading || aloud?.isFailed
  const thumb = (value: 'up' | 'down') => ({
    'aria-pressed': message.feedback === value,
    onClick: () => onFeedback?.(message.feedback === value ? null : value),
  })
  return (
    <div
      className={`-ms-3 flex h-11 items-center text-ink-soft transition-opacity focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100 ${isKept ? '' : 'opacity-0'}`}
    >
      <IconButton
        icon={isCopied ? Check : Copy}
        size={16}
        label={isCopied ? texts.message.copied : texts.message.copy}
        onClick={() => copy(words)}
      />
      {aloud ? (
        <IconButton
          icon={aloud.isReading ? Square : Volume2}
          size={16}
          label={aloud.isReading ? texts.speech.stopReading : texts.speech.readAloud}
          aria-pressed={aloud.isReading}
          onClick={aloud.toggle}
        />
      ) : null}
      {onFeedback ? (
        <>
          <IconButton icon={ThumbsUp} size={16} label={texts.message.good} {...thumb('up')} />
          <IconButton icon={ThumbsDown} size={16} label={texts.message.bad} {...thumb('down')} />
        </>
      ) : null}
      <WhyButton turnId={message.turn_id} />
      <span className="ms-2 text-xs">
        <Time at={message.created_at} />
      </span>
      {aloud?.isFailed ? (
        <span role="status" className="ms-3 text-danger text-xs">
          {texts.speech.notRead}
        </span>
      ) : null}
    </div>
  )
}
