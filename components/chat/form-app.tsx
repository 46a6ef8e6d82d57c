'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useCallback, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { makeKey } from '@/lib/client/make-key'
import { queries } from '@/lib/client/queries'
import { texts } from '../texts'
import { ChatHeader } from './chat-header'
import { ChatPanel } from './chat-panel'
import { drawDebug } from './draw-debug'
import { FormOpening } from './form-opening'
import { PanelState } from './panel-state'
import { usePageTitle } from './use-page-title'

/** One form, filled in by talking. The address says which, and whose answers these are: it is the way back to them. */
export function FormApp() {
  const params = useSearchParams()
  const client = useQueryClient()
  const [key, setKey] = useState(makeKey)
  const formId = wholeNumber(params.get('form_fields_id'))
  const number = wholeNumber(params.get('communication_id'))
  const conversationId = `form-${formId}-${number}`
  const conversation = useQuery({
    ...queries.conversation(conversationId),
    enabled: formId !== null && number !== null,
  })
  const view = conversation.data ?? null
  usePageTitle(view?.form?.title ?? null)
  const goTo = (communicationId: number | null, how: 'pushState' | 'replaceState') =>
    history[how](
      null,
      '',
      `/chat?form_fields_id=${formId}${communicationId ? `&communication_id=${communicationId}` : ''}`,
    )
  const onStarted = useCallback(
    (started: number) => {
      history.replaceState(null, '', `/chat?form_fields_id=${formId}&communication_id=${started}`)
      void client.invalidateQueries({ queryKey: queries.conversation(`form-${formId}-${started}`).queryKey })
    },
    [client, formId],
  )
  const onNew = () => {
    setKey(makeKey())
    goTo(null, 'pushState')
  }
  // Made by an integration, and nothing was said in it yet.
  const isPrepared = view !== null && view.status === 'active' && view.messages.length === 0 && view.running === null
  if (formId !== null && number !== null && view && !isPrepared)
    return (
      <div className="h-dvh bg-paper">
        <ChatPanel
          conversationId={conversationId}
          start={null}
          onStarted={ignore}
          onNew={onNew}
          drawDebug={drawDebug}
        />
      </div>
    )
  const isOpening = formId !== null && (number === null || isPrepared)
  return (
    <main className="flex h-dvh flex-col bg-paper">
      <ChatHeader view={null} agent={null} onThreads={null} onNew={null} debug={null} />
      {isOpening ? (
        <FormOpening key={key} start={{ formId, number, key }} onStarted={onStarted} />
      ) : (
        <PanelState
          error={formId === null ? new ApiError(404, '', 'NOT_FOUND', null) : conversation.error}
          onRetry={() => conversation.refetch()}
          waiting={texts.form.opening}
          missing={texts.form.notFound}
          failed={texts.form.failed}
        />
      )}
    </main>
  )
}

// It is opened by the form's own way.
function ignore(): void {}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,16}$/.test(text) ? Number(text) : null
}
