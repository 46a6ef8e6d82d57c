import type { Chat } from '@/lib/client/chatbot/fold-chat'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.talk

/** What stands between the person and the next message, said once, with what can be done. A short cut is not told. */
export function LinkLine({
  chat,
  isUnanswered,
  onRetry,
  onResume,
}: {
  chat: Chat
  isUnanswered: boolean
  onRetry: () => void
  onResume: () => void
}) {
  const { line, asked, failure } = chat
  const retry = (
    <Button look="plain" onClick={onRetry}>
      {texts.turn.retry}
    </Button>
  )
  return (
    <div role="status">
      {line.state === 'down' && line.isLate ? (
        <Notice>
          {words.reconnecting} {asked && asked.messageId === null ? words.kept : ''}
        </Notice>
      ) : null}
      {line.state === 'opening' && line.isLate ? <Notice>{words.opening}</Notice> : null}
      {line.state === 'elsewhere' ? (
        <Notice action={<Button onClick={onResume}>{words.continueHere}</Button>}>{words.elsewhere}</Notice>
      ) : null}
      {line.state === 'shut' ? (
        <Notice look="danger" action={<Button onClick={onResume}>{texts.tryAgain}</Button>}>
          {texts.conversation.failed} {line.error.message}
        </Notice>
      ) : null}
      {failure ? (
        <Notice look="danger" action={retry}>
          {failureText(chat)}
        </Notice>
      ) : null}
      {isUnanswered && !asked && line.state === 'up' ? <Notice action={retry}>{texts.turn.unanswered}</Notice> : null}
    </div>
  )
}

function failureText({ asked, answer, failure }: Chat): string {
  if (asked?.messageId) return answer?.text ? texts.turn.partKept : texts.turn.failed
  const wait = failure?.retryAfterSeconds ? ` ${words.wait(failure.retryAfterSeconds)}` : ''
  return texts.turn.refused(`${failure?.message ?? ''}${wait}`)
}
