import type { DictationFailure } from '@/lib/client/dictate'
import { readAloud } from '@/lib/client/read-aloud'
import { texts } from '../../texts'

const words = texts.speech

/** What becomes of speaking, said below where it is written; and whether the answer is to be spoken too. */
export function DictationLine({
  isListening,
  failure,
  wasSpoken,
  isAloud,
  onAloud,
}: {
  isListening: boolean
  failure: DictationFailure | null
  wasSpoken: boolean
  isAloud: boolean
  onAloud: (isAloud: boolean) => void
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 px-4">
      <p role="status" className={failure === null ? 'text-ink-soft' : 'py-2 text-danger'}>
        {isListening ? (
          <span className="flex items-center gap-2">
            <span aria-hidden className="waiting-dot size-2 rounded-full bg-danger" />
            {words.listening}
          </span>
        ) : null}
        {failure === null ? '' : words.failures[failure]}
      </p>
      {(isListening || wasSpoken) && readAloud.isPossible() ? (
        <label className="flex min-h-11 items-center gap-2 text-ink-soft">
          <input
            type="checkbox"
            checked={isAloud}
            onChange={(event) => onAloud(event.target.checked)}
            className="size-4 accent-accent"
          />
          {words.answersAloud}
        </label>
      ) : null}
    </div>
  )
}
