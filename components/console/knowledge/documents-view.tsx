import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Confirm } from '@/components/ui/confirm'
import { DataTable } from '@/components/ui/data-table'
import { LoadState } from '@/components/ui/load-state'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { DropZone } from '@/components/uploads/drop-zone'
import { sizeText } from '@/components/uploads/file-row'
import { UploadList } from '@/components/uploads/upload-list'
import { sendOnly } from '@/lib/client/console/console-request'
import { basePath, type DocumentRow, knowledgeQueries } from '@/lib/client/console/knowledge-queries'
import { sendFile } from '@/lib/client/uploads/send-file'
import { useUploads } from '@/lib/client/uploads/use-uploads'
import { knowledgeTexts } from '../texts/knowledge-texts'
import { PassagesDialog } from './passages-dialog'

const words = knowledgeTexts.document
const looks = { queued: 'quiet', parsing: 'quiet', indexing: 'quiet', ready: 'ok', failed: 'danger' } as const

/** The documents of a base; files are dropped anywhere on it. */
export function DocumentsView({ base, mayChange }: { base: string; mayChange: boolean }) {
  const client = useQueryClient()
  const toast = useToast()
  const [open, setOpen] = useState<{ kind: 'look' | 'delete'; document: DocumentRow } | null>(null)
  const found = useQuery(knowledgeQueries.documents(base))
  const isStale = () => client.invalidateQueries({ queryKey: ['console', 'knowledge', base] })
  const uploads = useUploads(
    (file, onSent, signal) => sendFile(basePath(base, '/documents'), file, {}, onSent, signal),
    isStale,
  )
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
        <UploadList uploads={uploads} />
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
              {
                id: 'size',
                head: words.size,
                isNumber: true,
                cell: ({ size }) => <span className="whitespace-nowrap">{sizeText(size)}</span>,
              },
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
