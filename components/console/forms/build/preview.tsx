import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Conversation } from '@/components/chat/conversation'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { ApiError } from '@/lib/client/api-error'
import type { AgentDocument } from '@/lib/client/console/agent-document'
import { queries } from '@/lib/client/queries'
import { request } from '@/lib/client/request'
import type { ConversationView } from '@/lib/client/wire'
import { formTexts } from '../../texts/form-texts'

const words = formTexts.build

/** A conversation with the draft as it stands, as a visitor has it. */
export default function Preview({
  agentId,
  document,
  canTry,
  isTitled = true,
}: {
  agentId: string
  document: AgentDocument
  canTry: boolean
  /** False where the frame around it says already what it is. */
  isTitled?: boolean
}) {
  const client = useQueryClient()
  const [trial, setTrial] = useState<{ id: string; document: AgentDocument } | null>(null)
  const starting = useMutation({
    mutationFn: async (tried: AgentDocument) => {
      const path = `/api/admin/agents/${encodeURIComponent(agentId)}/trial`
      const view: ConversationView = await (await request(path, { method: 'POST', body: { document: tried } })).json()
      return view
    },
    onSuccess: (view, tried) => {
      client.setQueryData(queries.conversation(view.id).queryKey, view)
      setTrial({ id: view.id, document: tried })
    },
  })
  const start = () => starting.mutate(document)
  const problems = starting.error instanceof ApiError ? starting.error.problems : []
  return (
    <>
      <header className="flex min-h-12 flex-wrap items-center gap-2 border-line border-b px-3 py-1">
        <div className="grow">{isTitled ? <h2 className="font-semibold">{words.preview}</h2> : null}</div>
        {trial ? (
          <Button look="plain" className="px-2!" disabled={starting.isPending} onClick={start}>
            <RotateCcw size={15} aria-hidden />
            {words.restart}
          </Button>
        ) : null}
      </header>
      {trial && trial.document !== document ? (
        <div className="border-line border-b px-3">
          <Notice>{words.previewStale}</Notice>
        </div>
      ) : null}
      {starting.error ? (
        <div role="alert" className="wrap-anywhere space-y-1 border-line border-b p-3 text-danger">
          <p>{problems.length > 0 ? words.previewFailed : starting.error.message}</p>
          <ul className="list-disc ps-5 text-xs">
            {problems.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path}</code>: {message}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {trial ? (
        <Trial key={trial.id} id={trial.id} onNew={start} />
      ) : (
        <div className="flex grow flex-col items-center justify-center gap-3 p-5 text-center">
          <p className="text-ink-soft">{canTry ? words.previewDetail : words.readOnly}</p>
          {canTry ? (
            <Button look="accent" disabled={starting.isPending} onClick={start}>
              {starting.isPending ? words.previewStarting : words.previewStart}
            </Button>
          ) : null}
        </div>
      )}
    </>
  )
}

// The keyboard stays where the form is built until the preview is used.
const embedding = { takesFocus: false, handed: null, onHandedOver: () => undefined }

function Trial({ id, onNew }: { id: string; onNew: () => void }) {
  const { data: view } = useQuery(queries.conversation(id))
  return view ? <Conversation view={view} onNew={onNew} embedding={embedding} /> : null
}
