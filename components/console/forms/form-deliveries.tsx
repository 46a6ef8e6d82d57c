import { useInfiniteQuery } from '@tanstack/react-query'
import { Time } from '@/components/chat/time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { type DeliveryRow, deliveriesQuery } from '@/lib/client/console/delivery-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { failureText } from '../deliveries/failure-text'
import { SendAgain } from '../deliveries/send-again'
import { Tries } from '../deliveries/tries'
import { deliveryTexts } from '../texts/delivery-texts'
import { formTexts } from '../texts/form-texts'

const words = formTexts.callback
const looks = { pending: 'warning', delivered: 'ok', dead: 'danger' } as const

/** What was sent of one form's completions; each can be sent again. */
export function FormDeliveries({ formId, mayChange }: { formId: number; mayChange: boolean }) {
  const found = useInfiniteQuery(
    deliveriesQuery({ kind: 'callback', status: '', conversation_id: '', form_id: String(formId) }),
  )
  const { write } = useAddress()
  const rows = found.data?.pages.flatMap(({ deliveries }) => deliveries)
  const columns: Column<DeliveryRow>[] = [
    { id: 'created', head: deliveryTexts.created, isName: true, cell: ({ created_at }) => <Time at={created_at} /> },
    {
      id: 'status',
      head: deliveryTexts.status,
      cell: ({ status }) => <Badge look={looks[status]}>{deliveryTexts.statuses[status]}</Badge>,
    },
    { id: 'tries', head: deliveryTexts.tries, isNumber: true, cell: (row) => <Tries row={row} /> },
    {
      id: 'answer',
      head: deliveryTexts.answer,
      cell: ({ last_error, last_status }) => (
        <span className="wrap-anywhere">
          {last_error === null ? (last_status ?? deliveryTexts.none) : failureText(last_error)}
        </span>
      ),
    },
    {
      id: 'response',
      head: words.conversation,
      cell: ({ conversation_id }) => (
        <Button look="plain" onClick={() => write({ tab: 'responses', response: conversation_id })}>
          {words.openResponse}
        </Button>
      ),
    },
    {
      id: 'again',
      head: deliveryTexts.again,
      isAction: true,
      cell: (row) => (mayChange && row.status !== 'pending' ? <SendAgain id={row.id} /> : null),
    },
  ]
  return (
    <section className="space-y-3">
      <h2 className="font-semibold">{words.last}</h2>
      {rows === undefined ? (
        <LoadState
          error={found.error}
          failed={words.deliveriesFailed}
          loading={formTexts.loading}
          onRetry={() => found.refetch()}
        />
      ) : rows.length === 0 ? (
        <EmptyState title={words.noDeliveries}>{words.noDeliveriesDetail}</EmptyState>
      ) : (
        <>
          <DataTable label={words.last} rows={rows} keyOf={({ id }) => id} columns={columns} />
          {found.hasNextPage ? (
            <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {formTexts.more}
            </Button>
          ) : null}
        </>
      )}
    </section>
  )
}
