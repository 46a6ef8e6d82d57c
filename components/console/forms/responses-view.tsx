import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Columns3, Download } from 'lucide-react'
import { useState } from 'react'
import { Time } from '@/components/chat/time'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { CheckField } from '@/components/ui/check-field'
import { type Column, DataTable } from '@/components/ui/data-table'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { Menu } from '@/components/ui/menu'
import { SearchField } from '@/components/ui/search-field'
import { SelectField } from '@/components/ui/select-field'
import { SwitchField } from '@/components/ui/switch-field'
import {
  type FormRow,
  formPath,
  formQueries,
  type ResponseRow,
  responseParams,
} from '@/lib/client/console/form-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { useMay } from '../shell/person'
import { formTexts } from '../texts/form-texts'
import { DayFilters } from './day-filters'
import { ResponseDialog } from './response-dialog'
import { statusLooks } from './response-looks'
import { type AnsweredField, useFields } from './use-fields'

const words = formTexts.responses
const shownAtFirst = 6

/** What people have answered, as a table with a column a field. */
export default function ResponsesView({ form }: { form: FormRow }) {
  const { read, write } = useAddress()
  const mayReveal = useMay('editor')
  const [isChoosing, setChoosing] = useState(false)
  const filters = {
    ...{ status: read('status'), search: read('search'), since: read('since'), until: read('until') },
    reveal: mayReveal && read('reveal') === 'yes',
  }
  const responses = formQueries.responses(form.form_id, filters)
  // What stands there stays until what was searched for has come, and with it the response that was opened from it.
  const found = useInfiniteQuery({ ...responses, placeholderData: keepPreviousData })
  const rows = found.data?.pages.flatMap(({ responses }) => responses)
  const fields = useFields(form, [...new Set((rows ?? []).flatMap(({ answers }) => Object.keys(answers)))])
  const chosen = read('columns').split(',').filter(Boolean)
  const shown = chosen.length > 0 ? fields.filter(({ id }) => chosen.includes(id)) : fields.slice(0, shownAtFirst)
  const opened = rows?.find(({ conversation_id }) => conversation_id === read('response'))
  const isFiltered = filters.status !== '' || filters.search !== '' || filters.since !== '' || filters.until !== ''
  const params = responseParams(filters)
  const file = (kind: 'csv' | 'json') =>
    `${formPath(form.form_id, `/responses.${kind}`)}${params.size > 0 ? `?${params}` : ''}`
  return (
    <div className="space-y-4">
      <search className="grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap">
        <SearchField
          label={words.search}
          value={filters.search}
          onChange={(search) => write({ search })}
          className="col-span-2 min-w-48 grow"
        />
        <SelectField
          className="col-span-2"
          label={words.status}
          value={filters.status}
          options={[
            { value: '', label: words.anyStatus },
            ...Object.entries(words.statuses).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(status) => write({ status })}
        />
        <DayFilters since={filters.since} until={filters.until} onChange={write} />
      </search>
      <div className="flex flex-wrap items-center gap-2">
        <div className="grow basis-full md:basis-0">
          {mayReveal ? (
            <SwitchField
              label={words.reveal}
              hint={words.revealHint}
              isOn={filters.reveal}
              onChange={(isOn) => write({ reveal: isOn ? 'yes' : '' })}
            />
          ) : null}
        </div>
        {fields.length > 1 ? (
          <Button onClick={() => setChoosing(true)}>
            <Columns3 size={16} aria-hidden />
            {words.columns}
          </Button>
        ) : null}
        <Menu
          label={words.export}
          trigger={
            <>
              <Download size={16} aria-hidden />
              {words.export}
            </>
          }
          items={[
            { label: words.csv, href: file('csv') },
            { label: words.json, href: file('json') },
          ]}
        />
      </div>
      {rows === undefined ? (
        <LoadState
          error={found.error}
          failed={words.failed}
          loading={formTexts.loading}
          onRetry={() => found.refetch()}
        />
      ) : rows.length === 0 ? (
        <EmptyState
          title={isFiltered ? words.notFound : words.empty}
          action={
            isFiltered ? (
              <Button onClick={() => write({ status: '', search: '', since: '', until: '' })}>{formTexts.clear}</Button>
            ) : null
          }
        >
          {isFiltered ? null : words.emptyDetail}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={formTexts.tabs.responses}
            rows={rows}
            keyOf={({ conversation_id }) => conversation_id}
            columns={columnsOf(shown, (response) => write({ response }))}
          />
          {found.hasNextPage ? (
            <Button disabled={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {formTexts.more}
            </Button>
          ) : null}
        </>
      )}
      {opened ? (
        <ResponseDialog form={form} response={opened} fields={fields} onClose={() => write({ response: '' })} />
      ) : null}
      {isChoosing ? (
        <Dialog title={words.columnsTitle} onClose={() => setChoosing(false)}>
          <div className="px-4 pb-4">
            {fields.map(({ id, label }) => (
              <CheckField
                key={id}
                label={label}
                isChecked={shown.some((field) => field.id === id)}
                onChange={(isChecked) => {
                  const next = fields.filter((field) =>
                    field.id === id ? isChecked : shown.some((one) => one.id === field.id),
                  )
                  write({ columns: next.map((field) => field.id).join(',') })
                }}
              />
            ))}
          </div>
        </Dialog>
      ) : null}
    </div>
  )
}

function columnsOf(fields: readonly AnsweredField[], open: (id: string) => void): Column<ResponseRow>[] {
  return [
    {
      id: 'begun',
      head: words.begun,
      isName: true,
      cell: ({ conversation_id, created_at }) => (
        <button
          type="button"
          onClick={() => open(conversation_id)}
          className="min-h-11 whitespace-nowrap text-start font-medium hover:text-accent md:min-h-10"
        >
          <span className="sr-only">{words.open}</span> <Time at={created_at} />
        </button>
      ),
    },
    {
      id: 'status',
      head: words.status,
      cell: ({ status }) => <Badge look={statusLooks[status]}>{words.statuses[status]}</Badge>,
    },
    ...fields.map((field) => ({
      id: `field ${field.id}`,
      head: field.label,
      cell: ({ answers }: ResponseRow) => <Answer field={field} value={answers[field.id]} />,
    })),
  ]
}

function Answer({ field, value }: { field: AnsweredField; value: unknown }) {
  if (value == null) return <span className="text-ink-soft">{words.noAnswer}</span>
  return (
    <bdi className="wrap-anywhere line-clamp-2 md:max-w-64" title={field.words(value)}>
      {field.words(value)}
    </bdi>
  )
}
