import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { DropZone } from '@/components/chatbots/drop-zone'
import { UploadRow } from '@/components/chatbots/upload-row'
import { Badge } from '@/components/ui/badge'
import { Confirm } from '@/components/ui/confirm'
import { DataTable } from '@/components/ui/data-table'
import { LoadState } from '@/components/ui/load-state'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { sendFile } from '@/lib/client/chatbot/upload-file'
import { createUploads, type Upload } from '@/lib/client/chatbot/uploads'
import { sendOnly } from '@/lib/client/console/console-request'
import { basePath, type DocumentRow, knowledgeQueries } from '@/lib/client/console/knowledge-queries'
import { knowledgeTexts } from '../texts/knowledge-texts'
import { PassagesDialog } from './passages-dialog'

const words = knowledgeTexts.document
const looks = { queued: 'quiet', parsing: 'quiet', indexing: 'quiet', ready: 'ok', failed: 'danger' } as const
const nothing: readonly Upload[] = []

/** The documents of a base; files are dropped anywhere on it. */
export function DocumentsView({ base, mayChange }: { base: string; mayChange: boolean }) {
  const client = useQueryClient()
  const toast = useToast()
  const [open, setOpen] = useState<{ kind: 'look' | 'delete'; document: DocumentRow } | null>(null)
  const found = useQuery(knowledgeQueries.documents(base))
  const isStale = () => client.invalidateQueries({ queryKey: ['console', 'knowledge', base] })
  const uploads = useBaseUploads(base, isStale)
  const onError = (error: Error) => toast({ words: error.message, look: 'danger' })
  const place = ({ id }: DocumentRow) => basePath(base, `/documents/${id}`)
  const remove = useMutation({
    mutationFn: (document: DocumentRow) => sendOnly('DELETE', place(document)),
    onSuccess: () => setOpen(null),
    onSettled: isStale,
  })
  const retry = useMutation({
    mutationFn: (document: DocumentRow) => sendOnly('POST', `${place(document)}/retry`),
    onSettled: isStale,
    onError,
  })
  const documents = found.data?.documents
  const itemsOf = (document: DocumentRow): MenuItem[] => [
    { label: words.look, onChoose: () => setOpen({ kind: 'look', document }) },
    { label: words.original, href: `${place(document)}/original` },
    ...(mayChange && document.state === 'failed'
      ? [{ label: words.retry, onChoose: () => retry.mutate(document) }]
      : []),
    ...(mayChange
      ? [{ label: words.delete, look: 'danger' as const, onChoose: () => setOpen({ kind: 'delete', document }) }]
      : []),
  ]
  return (
    <>
      <DropZone onFiles={mayChange ? uploads.add : null} isEmpty={documents?.length === 0}>
        {uploads.list.length > 0 ? (
          <ul className="space-y-1">
            {uploads.list.map((upload) => (
              <UploadRow
                key={upload.id}
                upload={upload}
                onRetry={() => uploads.retry(upload.id)}
                onRemove={() => uploads.remove(upload.id)}
              />
            ))}
          </ul>
        ) : null}
        {documents === undefined ? (
          <LoadState
            error={found.error}
            failed={knowledgeTexts.failed}
            loading={knowledgeTexts.loading}
            onRetry={found.refetch}
          />
        ) : documents.length > 0 ? (
          <DataTable
            label={knowledgeTexts.tabs.documents}
            rows={documents}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'title',
                head: words.title,
                isName: true,
                cell: (document) => (
                  <button
                    type="button"
                    onClick={() => setOpen({ kind: 'look', document })}
                    className="wrap-anywhere min-h-11 text-start font-medium hover:underline md:min-h-10"
                  >
                    <bdi>{document.title}</bdi>
                    <bdi className="block font-normal text-ink-soft text-xs">{document.file_name}</bdi>
                  </button>
                ),
              },
              { id: 'state', head: words.state, cell: (document) => <State document={document} /> },
              { id: 'pages', head: words.pages, isNumber: true, cell: ({ pages }) => pages ?? '–' },
              {
                id: 'passages',
                head: words.passages,
                isNumber: true,
                cell: ({ passages }) => passages.toLocaleString('en'),
              },
              { id: 'size', head: words.size, isNumber: true, cell: ({ size }) => sizeOf(size) },
              {
                id: 'actions',
                head: words.actions(''),
                isAction: true,
                cell: (document) => <Menu label={words.actions(document.file_name)} items={itemsOf(document)} />,
              },
            ]}
          />
        ) : null}
      </DropZone>
      {open?.kind === 'look' ? (
        <PassagesDialog base={base} document={open.document} onClose={() => setOpen(null)} />
      ) : null}
      {open?.kind === 'delete' ? (
        <Confirm
          title={words.delete}
          action={words.delete}
          look="danger"
          isBusy={remove.isPending}
          error={remove.error?.message ?? null}
          onConfirm={() => remove.mutate(open.document)}
          onClose={() => setOpen(null)}
        >
          <p>{words.deleteDetail(open.document.file_name)}</p>
        </Confirm>
      ) : null}
    </>
  )
}

function State({ document: { state, failure, progress } }: { document: DocumentRow }) {
  return (
    <>
      <Badge look={looks[state]}>{words.states[state]}</Badge>
      {failure ? <span className="wrap-anywhere block text-danger text-xs">{failure}</span> : null}
      {state === 'indexing' && progress.total > 0 ? (
        <span className="block text-ink-soft text-xs tabular-nums">{words.indexed(progress.done, progress.total)}</span>
      ) : null}
    </>
  )
}

function useBaseUploads(base: string, onAdded: () => Promise<unknown>) {
  const [sender] = useState(() =>
    createUploads(
      (file, onSent, signal) =>
        sendFile<{ outcome: 'added' | 'duplicate' }>(basePath(base, '/documents'), file, {}, onSent, signal),
      onAdded,
    ),
  )
  const list = useSyncExternalStore(sender.subscribe, sender.now, () => nothing)
  useEffect(() => sender.close, [sender])
  return { ...sender, list }
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
