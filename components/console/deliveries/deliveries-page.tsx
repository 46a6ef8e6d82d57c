'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Time } from '@/components/chat/time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { SelectField } from '@/components/ui/select-field'
import { type DeliveryRow, deliveriesQuery } from '@/lib/client/console/delivery-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { useMay } from '../shell/person'
import { deliveryTexts } from '../texts/delivery-texts'
import { failureText } from './failure-text'
import { SendAgain } from './send-again'
import { Tries } from './tries'

const looks = { pending: 'warning', delivered: 'ok', dead: 'danger' } as const

/** Every webhook, action and callback with its tries; what was not taken can be sent again. */
export function DeliveriesPage() {
  const { read, write } = useAddress()
  const filters = {
    ...{ kind: read('kind'), status: read('status') },
    ...{ conversation_id: read('conversation_id'), form_id: read('form_id') },
  }
  const found = useInfiniteQuery(deliveriesQuery(filters))
  const rows = found.data?.pages.flatMap(({ deliveries }) => deliveries)
  const isFiltered = Object.values(filters).some(Boolean)
  const columns = useColumns()
  return (
    <ConsolePage>
      <PageHeader title={deliveryTexts.title} />
      <p className="max-w-[68ch] text-ink-soft">{deliveryTexts.lead}</p>
      <div className="flex flex-wrap gap-3">
        <SelectField
          isLabelHidden
          className="min-w-44"
          label={deliveryTexts.kind}
          value={filters.kind}
          options={[{ value: '', label: deliveryTexts.anyKind }, ...optionsOf(deliveryTexts.kinds)]}
          onChange={(kind) => write({ kind })}
        />
        <SelectField
          isLabelHidden
          className="min-w-44"
          label={deliveryTexts.status}
          value={filters.status}
          options={[{ value: '', label: deliveryTexts.anyStatus }, ...optionsOf(deliveryTexts.statuses)]}
          onChange={(status) => write({ status })}
        />
      </div>
      {filters.conversation_id ? (
        <Notice
          action={
            <Button look="plain" onClick={() => write({ conversation_id: '' })}>
              {deliveryTexts.all}
            </Button>
          }
        >
          {deliveryTexts.of(filters.conversation_id)}
        </Notice>
      ) : null}
      {rows === undefined ? (
        <LoadState
          error={found.error}
          failed={deliveryTexts.failed}
          loading={deliveryTexts.loading}
          onRetry={found.refetch}
        />
      ) : rows.length === 0 ? (
        <EmptyState title={isFiltered ? deliveryTexts.notFound : deliveryTexts.empty}>
          {isFiltered ? null : deliveryTexts.emptyDetail}
        </EmptyState>
      ) : (
        <>
          <DataTable label={deliveryTexts.title} rows={rows} keyOf={({ id }) => id} columns={columns} />
          {found.hasNextPage ? (
            <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {deliveryTexts.more}
            </Button>
          ) : null}
        </>
      )}
    </ConsolePage>
  )
}

function useColumns(): readonly Column<DeliveryRow>[] {
  const mayChange = useMay('editor')
  return [
    {
      id: 'event',
      head: deliveryTexts.event,
      isName: true,
      cell: ({ kind, event }) => (
        <>
          <span className="block font-medium">{deliveryTexts.kinds[kind]}</span>
          <span className="wrap-anywhere block font-mono text-ink-soft text-xs">{event}</span>
        </>
      ),
    },
    {
      id: 'status',
      head: deliveryTexts.status,
      cell: ({ status }) => <Badge look={looks[status]}>{deliveryTexts.statuses[status]}</Badge>,
    },
    { id: 'tries', head: deliveryTexts.tries, isNumber: true, cell: (row) => <Tries row={row} /> },
    { id: 'answer', head: deliveryTexts.answer, cell: (row) => <LastAnswer row={row} /> },
    {
      id: 'to',
      head: deliveryTexts.to,
      cell: ({ url }) => <span className="wrap-anywhere font-mono text-xs">{url}</span>,
    },
    { id: 'created', head: deliveryTexts.created, cell: ({ created_at }) => <Time at={created_at} /> },
    {
      id: 'conversation',
      head: deliveryTexts.conversation,
      cell: ({ conversation_id }) => (
        <Link
          href={`/console/conversations/${conversation_id}`}
          className="inline-flex min-h-6 items-center text-accent hover:underline"
        >
          {deliveryTexts.open}
        </Link>
      ),
    },
    {
      id: 'again',
      head: deliveryTexts.again,
      isAction: true,
      cell: (row) => (mayChange && row.status !== 'pending' ? <SendAgain id={row.id} /> : null),
    },
  ]
}

function LastAnswer({ row }: { row: DeliveryRow }) {
  const { last_status, last_error, next_attempt_at, status } = row
  const said = last_error === null ? String(last_status ?? deliveryTexts.none) : failureText(last_error)
  return (
    <>
      <span className="wrap-anywhere block">{said}</span>
      {status === 'pending' && next_attempt_at ? (
        <span className="block text-ink-soft text-xs">
          {deliveryTexts.nextTry} <Time at={next_attempt_at} />
        </span>
      ) : null}
    </>
  )
}

function optionsOf(words: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}
