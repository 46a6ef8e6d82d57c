import { useEffect } from 'react'
import { texts } from '../../texts'
import { markWords, unmarkWords } from './mark-words'

/** Words from a message: pointed at or focused, they are marked where they were said. */
export function MarkedWords({ messageId, words }: { messageId: string; words: string }) {
  useEffect(() => unmarkWords, [])
  const mark = () => void markWords(messageId, words)
  return (
    <button
      type="button"
      title={texts.debug.marks}
      className="min-h-6 rounded-sm text-start underline decoration-variable decoration-dotted underline-offset-4"
      onPointerEnter={mark}
      onPointerLeave={unmarkWords}
      onFocus={mark}
      onBlur={unmarkWords}
      onClick={mark}
    >
      “{words}”
    </button>
  )
}
