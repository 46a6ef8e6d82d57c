import { ArrowDown } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import type { ChatSocketClient } from '@/lib/client/chatbot/chat-socket-client'
import { type Chat, isBusy } from '@/lib/client/chatbot/fold-chat'
import { liveOf } from '@/lib/client/chatbot/live-of'
import { Announcer } from '../chat/announcer'
import { Composer } from '../chat/composer'
import { Markdown } from '../chat/markdown'
import { MessageList } from '../chat/message-list'
import { useAnswerAloud } from '../chat/speech/use-answer-aloud'
import { useStickToEnd } from '../chat/use-stick-to-end'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { chatbotTexts } from './chatbot-texts'
import { EarlierMessages } from './earlier-messages'
import { LinkLine } from './link-line'

/** One conversation with a chatbot: what was said, what is being said, and where to ask. Keyed by the conversation's id. */
export function ChatbotTalk({
  talk,
  name,
  opening,
}: {
  talk: ChatSocketClient & { chat: Chat }
  name: string
  /** Stands where nothing was said yet. */
  opening: ReactNode
}) {
  const { chat } = talk
  const live = useMemo(() => liveOf(chat), [chat])
  const view = useMemo(() => ({ messages: [...chat.messages], agent_name: name }), [chat.messages, name])
  const { frame, content, isAtEnd, goToEnd } = useStickToEnd()
  const input = useRef<HTMLTextAreaElement>(null)
  const awaitAloud = useAnswerAloud(view, live)
  const last = chat.messages.at(-1)
  const unanswered = last?.role === 'user' && !chat.answer ? last.content : null
  const isEmpty = chat.messages.length === 0 && chat.asked === null
  const canAsk = chat.line.state !== 'elsewhere' && chat.line.state !== 'shut'
  // On a phone the keyboard would cover what is to be read first.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) input.current?.focus()
  }, [])
  return (
    <>
      {/* Positioned: what only screen readers see in it must not make the page itself longer. */}
      <div ref={frame} className="relative min-h-0 grow overflow-y-auto overscroll-contain">
        <div ref={content} data-said className="mx-auto w-full max-w-3xl px-4 pt-6 pb-4 md:px-8">
          {isEmpty ? (
            <div className="space-y-4">
              {chat.greeting ? (
                <div dir="auto" className="said">
                  <Markdown text={chat.greeting} isWhole sources={[]} />
                </div>
              ) : null}
              {opening}
            </div>
          ) : (
            <>
              {chat.isWhole ? null : <EarlierMessages onShow={talk.readEarlier} />}
              <MessageList view={view} live={live} onFeedback={null} hasInput={false} />
            </>
          )}
        </div>
      </div>
      <Announcer heard={chat.heard} />
      <div className="relative mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] md:px-8 md:pb-6">
        {isAtEnd ? null : (
          <Button
            className="-top-13 -translate-x-1/2 absolute start-1/2 shadow-float rtl:translate-x-1/2"
            onClick={goToEnd}
          >
            <ArrowDown size={16} aria-hidden />
            {texts.conversation.latest}
          </Button>
        )}
        <LinkLine
          chat={chat}
          isUnanswered={unanswered !== null}
          onRetry={() => (chat.asked ? talk.retry() : talk.send(unanswered ?? ''))}
          onResume={talk.resume}
        />
        {canAsk ? (
          <Composer
            input={input}
            isBusy={isBusy(chat)}
            isStopping={false}
            canStop={false}
            onStop={null}
            placeholder={chatbotTexts.talk.placeholder(name)}
            onSend={(text, isAloud) => {
              awaitAloud(isAloud)
              talk.send(text)
              goToEnd()
            }}
          />
        ) : null}
      </div>
    </>
  )
}
