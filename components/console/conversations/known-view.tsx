import { EyeOff } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import type { VariableRow } from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { TurnLink } from './turn-link'
import { WholeValue } from './whole-value'

const words = conversationTexts.known

/** What is known at its end or so far, and how each value came to be known. */
export function KnownView({
  variables,
  onOpenTurn,
}: {
  variables: readonly VariableRow[]
  onOpenTurn: (turn: number) => void
}) {
  if (variables.length === 0) return <EmptyState title={words.empty}>{words.emptyDetail}</EmptyState>
  const columns: readonly Column<VariableRow>[] = [
    {
      id: 'name',
      head: words.name,
      isName: true,
      cell: ({ name }) => <code className="wrap-anywhere font-medium font-mono">{name}</code>,
    },
    { id: 'value', head: words.value, cell: (row) => <Value row={row} /> },
    {
      id: 'how',
      head: words.how,
      cell: ({ method, turn, at }) =>
        method === null ? (turn === null && at === null ? words.fromStart : '') : (words.methods[method] ?? method),
    },
    {
      id: 'sure',
      head: words.sure,
      isNumber: true,
      cell: ({ confidence }) => (confidence === null ? conversationTexts.none : `${Math.round(confidence * 100)} %`),
    },
    {
      id: 'where',
      head: words.where,
      cell: ({ node_id, node_name }) => <bdi>{node_name ?? node_id ?? conversationTexts.none}</bdi>,
    },
    { id: 'turn', head: words.turn, isNumber: true, cell: ({ turn }) => <TurnLink turn={turn} onOpen={onOpenTurn} /> },
  ]
  return <DataTable label={words.label} rows={variables} keyOf={({ name }) => name} columns={columns} />
}

function Value({ row: { value, is_masked } }: { row: VariableRow }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <WholeValue value={value} />
      {is_masked ? <Badge icon={EyeOff}>{words.masked}</Badge> : null}
    </span>
  )
}
