import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowDown } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { api } from '@/lib/client/api'
import { queries } from '@/lib/client/queries'
import { useTurn } from '@/lib/client/use-turn'
import type { ConversationView, Feedback, FormView } from '@/lib/client/wire'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { Announcer } from './announcer'
import { Composer } from './composer'
import { MessageList } from './message-list'
import { useAnswerAloud } from './speech/use-answer-aloud'
import { TurnLine } from './turn-line'
import { useStickToEnd } from './use-stick-to-end'

// Most conversations are no forms.
const FormPanel = lazy(() => import('./form/form-panel').then((module) => ({ default: module.FormPanel })))
const FormProgress = lazy(() => import('./form/form-progress').then((module) => ({ default: module.FormProgress })))

/** What the page around the widget's frame wishes. */
export type Embedding = {
  takesFocus: boolean
  /** To be sent as the visitor's words, as soon as sending is possible. */
  handed: string | null
  onHandedOver: () => void
}

/** One conversation: what was said, what is being said, and where to say something. Keyed by the conversation's id. */
export function Conversation({
  view,
  onNew,
  embedding = null,
}: {
  view: ConversationView
  onNew: () => void
  embedding?: Embedding | null
}) {
  const turn = useTurn(view.id, view.running?.turn_id ?? null)
  const { live } = turn
  const { frame, content, isAtEnd, goToEnd } = useStickToEnd()
  const input = useRef<HTMLTextAreaElement>(null)
  const giveFeedback = useFeedback(view.id)
  const awaitAloud = useAnswerAloud(view, live)
  const last = view.messages.at(-1)
  const unanswered = last?.role === 'user' && !view.running ? { id: last.id, text: last.content } : null
  const isBusy = live.phase === 'sending' || live.phase === 'running'
  const takesFocus = embedding?.takesFocus ?? true
  // On a phone the keyboard would cover what is to be read first.
  useEffect(() => {
    if (takesFocus && matchMedia('(pointer: fine)').matches) input.current?.focus()
  }, [takesFocus])
  const { handed = null, onHandedOver } = embedding ?? {}
  const canSend = view.status === 'active' && !isBusy
  useEffect(() => {
    if (handed === null || !canSend) return
    turn.send(handed)
    onHandedOver?.()
  }, [handed, canSend, turn.send, onHandedOver])
  const { form } = view
  // Until the conversation is read anew, what the form waits for is not known.
  const isBehind = live.over !== null && view.messages.every(({ turn_id }) => turn_id !== live.over)
  const isFormBusy = isBusy || live.phase === 'ended' || isBehind || form?.isPast === true
  const sendInForm = (text: string, fieldId?: string) => {
    turn.send(text, fieldId)
    goToEnd()
  }
  return (
    <>
      {form && view.status === 'active' ? (
        <Suspense>
          <FormProgress
            form={form}
            conversationId={view.id}
            isBusy={isFormBusy}
            onChange={(fieldId, text) => sendInForm(text, fieldId)}
          />
        </Suspense>
      ) : null}
      {/* Positioned: what only screen readers see in it must not make the page itself longer. */}
      <div ref={frame} className="relative min-h-0 grow overflow-y-auto overscroll-contain">
        <div ref={content} data-said className="mx-auto w-full max-w-3xl px-4 pt-6 pb-4 md:px-8">
          <MessageList
            view={view}
            live={live}
            onFeedback={form ? null : (id, value) => giveFeedback.mutate({ id, value })}
            hasInput={form !== null && form.outcome === null}
          />
          {form ? (
            <Suspense>
              <FormPanel form={form} conversationId={view.id} isBusy={isFormBusy} onSend={sendInForm} />
            </Suspense>
          ) : null}
        </div>
      </div>
      <Announcer heard={live.heard} />
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
        <TurnLine live={live} isUnanswered={unanswered !== null} onRetry={() => turn.retry(unanswered)} />
        {view.status === 'active' ? (
          <Composer
            input={input}
            isBusy={isBusy}
            isStopping={live.isStopping}
            canStop={live.turnId !== null}
            placeholder={form?.asking ? texts.form.own : texts.composer.placeholder}
            onStop={turn.stop}
            // A frame of another page has no microphone.
            hears={embedding === null}
            onSend={(text, isAloud) => {
              awaitAloud(isAloud)
              turn.send(text)
              goToEnd()
            }}
          />
        ) : (
          <Notice
            action={
              <Button look="accent" onClick={onNew}>
                {form?.form_id ? texts.form.again : texts.threads.new}
              </Button>
            }
          >
            {form?.form_id ? endedForm(form) : texts.conversation.ended}
          </Notice>
        )}
      </div>
    </>
  )
}

function endedForm({ outcome }: FormView): string {
  return outcome === 'complete' ? texts.form.complete : texts.form.ended
}

/** Shown at once, taken back where the server does not keep it. */
function useFeedback(conversationId: string) {
  const client = useQueryClient()
  const { queryKey } = queries.conversation(conversationId)
  const show = (id: string, feedback: Feedback) =>
    client.setQueryData(
      queryKey,
      (view) =>
        view && {
          ...view,
          messages: view.messages.map((message) => (message.id === id ? { ...message, feedback } : message)),
        },
    )
  return useMutation({
    mutationFn: ({ id, value }: { id: string; value: Feedback }) => api.feedback(conversationId, id, value),
    onMutate: ({ id, value }) => show(id, value),
    onError: () => client.invalidateQueries({ queryKey }),
  })
}
