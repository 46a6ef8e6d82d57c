import type { ReactNode } from 'react'
import { msText } from '@/components/chat/debug/figures'
import { figureText, moneyText } from '@/components/console/insight/figure-text'
import { Badge } from '@/components/ui/badge'
import { type Column, DataTable } from '@/components/ui/data-table'
import type {
  AnalysisCallRow,
  ConversationDetail,
  ModelCallRow,
  ToolCallRow,
  TransitionRow,
} from '@/lib/client/console/conversation-wire'
import { conversationTexts } from '../texts/conversation-texts'
import { TurnLink } from './turn-link'
import { WholeValue } from './whole-value'

const words = conversationTexts.calls
const none = conversationTexts.none

type OpenTurn = (turn: number) => void

/** What was asked of models and tools with what it took, and how the conversation moved. */
export function CallsView({ detail, onOpenTurn }: { detail: ConversationDetail; onOpenTurn: OpenTurn }) {
  const { model_calls, analysis_calls, tool_calls, transitions } = detail
  return (
    <div className="space-y-6">
      <Part title={words.models} detail={totalOf(model_calls)} empty={words.noModels} rows={numbered(model_calls)}>
        {(rows) => <DataTable label={words.models} rows={rows} keyOf={keyOf} columns={modelColumns(onOpenTurn)} />}
      </Part>
      {analysis_calls.length > 0 ? (
        <Part title={words.analyses} detail={totalOf(analysis_calls)} empty="" rows={numbered(analysis_calls)}>
          {(rows) => <DataTable label={words.analyses} rows={rows} keyOf={keyOf} columns={analysisColumns} />}
        </Part>
      ) : null}
      <Part title={words.tools} empty={words.noTools} rows={numbered(tool_calls)}>
        {(rows) => <DataTable label={words.tools} rows={rows} keyOf={keyOf} columns={toolColumns(onOpenTurn)} />}
      </Part>
      <Part title={words.path} empty={words.noPath} rows={numbered(transitions)}>
        {(rows) => <DataTable label={words.path} rows={rows} keyOf={keyOf} columns={pathColumns(onOpenTurn)} />}
      </Part>
    </div>
  )
}

type Numbered<Row> = Row & { place: number }

const keyOf = ({ place }: { place: number }) => String(place)

function numbered<Row>(rows: readonly Row[]): Numbered<Row>[] {
  return rows.map((row, place) => ({ ...row, place: place + 1 }))
}

function Part<Row>({
  title,
  detail = null,
  empty,
  rows,
  children,
}: {
  title: string
  detail?: ReactNode
  empty: string
  rows: readonly Row[]
  children: (rows: readonly Row[]) => ReactNode
}) {
  return (
    <section className="space-y-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="font-medium">{title}</h2>
        {rows.length > 0 && detail !== null ? <p className="text-ink-soft tabular-nums">{detail}</p> : null}
      </div>
      {rows.length > 0 ? children(rows) : <p className="text-ink-soft">{empty}</p>}
    </section>
  )
}

function totalOf(calls: readonly AnalysisCallRow[]): string {
  const sum = (pick: (call: AnalysisCallRow) => number | null) =>
    calls.reduce((all, call) => all + (pick(call) ?? 0), 0)
  const tokens = sum((call) => (call.input_tokens ?? 0) + (call.output_tokens ?? 0))
  const cost = calls.some((call) => call.cost !== null)
    ? `${conversationTexts.columns.cost} ${moneyText(sum((call) => call.cost))}`
    : null
  return words.total(calls.length, figureText(tokens), msText(sum((call) => call.ms)), cost)
}

const figure = (value: number | null) => (value === null ? none : figureText(value))

type CallColumn = Column<Numbered<AnalysisCallRow>>

const model: CallColumn = {
  id: 'model',
  head: words.model,
  cell: ({ provider, model }) => (
    <span className="wrap-anywhere">
      {model} <span className="text-ink-soft text-xs">{provider}</span>
    </span>
  ),
}

const tokens: readonly CallColumn[] = [
  { id: 'input', head: words.input, isNumber: true, cell: (call) => figure(call.input_tokens) },
  { id: 'output', head: words.output, isNumber: true, cell: (call) => figure(call.output_tokens) },
]

const price: readonly CallColumn[] = [
  { id: 'time', head: words.time, isNumber: true, cell: ({ ms }) => msText(ms) },
  { id: 'cost', head: words.cost, isNumber: true, cell: ({ cost }) => (cost === null ? none : moneyText(cost)) },
]

const analysisColumns: readonly CallColumn[] = [
  { ...model, isName: true },
  ...tokens,
  ...price,
  { id: 'state', head: words.state, cell: ({ error }) => <Outcome error={error} retries={0} /> },
]

function modelColumns(onOpenTurn: OpenTurn): readonly Column<Numbered<ModelCallRow>>[] {
  return [
    {
      id: 'purpose',
      head: words.purpose,
      isName: true,
      cell: ({ purpose }) => <span className="font-medium">{words.purposes[purpose] ?? purpose}</span>,
    },
    model,
    ...tokens,
    {
      id: 'first',
      head: words.first,
      isNumber: true,
      cell: ({ first_token_ms }) => (first_token_ms === null ? none : msText(first_token_ms)),
    },
    ...price,
    { id: 'state', head: words.state, cell: ({ error, retries }) => <Outcome error={error} retries={retries} /> },
    { id: 'turn', head: words.turn, isNumber: true, cell: ({ turn }) => <TurnLink turn={turn} onOpen={onOpenTurn} /> },
  ]
}

function Outcome({ error, retries }: Pick<ModelCallRow, 'error' | 'retries'>) {
  const after = retries > 0 ? ` ${words.retried(retries)}` : ''
  if (error === null) return `${words.ok}${after}`
  return (
    <span className="wrap-anywhere text-danger">
      {words.failed}
      {after}: {error}
    </span>
  )
}

function toolColumns(onOpenTurn: OpenTurn): readonly Column<Numbered<ToolCallRow>>[] {
  return [
    {
      id: 'tool',
      head: words.tool,
      isName: true,
      cell: ({ name }) => <code className="wrap-anywhere font-mono">{name}</code>,
    },
    { id: 'args', head: words.args, cell: ({ args }) => <WholeValue value={args} /> },
    {
      id: 'answer',
      head: words.answer,
      cell: ({ output }) => (output === null ? words.open : <WholeValue value={output} />),
    },
    {
      id: 'state',
      head: words.state,
      cell: ({ is_error }) =>
        is_error ? <Badge look="danger">{words.failed}</Badge> : is_error === null ? words.open : words.ok,
    },
    { id: 'time', head: words.time, isNumber: true, cell: ({ ms }) => (ms === null ? none : msText(ms)) },
    { id: 'turn', head: words.turn, isNumber: true, cell: ({ turn }) => <TurnLink turn={turn} onOpen={onOpenTurn} /> },
  ]
}

function pathColumns(onOpenTurn: OpenTurn): readonly Column<Numbered<TransitionRow>>[] {
  return [
    {
      id: 'to',
      head: words.to,
      isName: true,
      cell: ({ place, to_name }) => (
        <span className="font-medium">
          <span className="me-2 text-ink-soft tabular-nums">{place}</span>
          <bdi className="wrap-anywhere">{to_name}</bdi>
        </span>
      ),
    },
    { id: 'from', head: words.from, cell: ({ from_name }) => <bdi className="wrap-anywhere">{from_name}</bdi> },
    {
      id: 'condition',
      head: words.condition,
      cell: ({ condition }) => <code className="wrap-anywhere font-mono text-transition text-xs">{condition}</code>,
    },
    { id: 'turn', head: words.turn, isNumber: true, cell: ({ turn }) => <TurnLink turn={turn} onOpen={onOpenTurn} /> },
  ]
}
