'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus, Upload } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchField } from '@/components/ui/search-field'
import { SelectField } from '@/components/ui/select-field'
import { type FormRow, formQueries } from '@/lib/client/console/form-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { useMay } from '../shell/person'
import { formTexts } from '../texts/form-texts'
import { CreateFormDialog } from './create-form-dialog'
import { FormMenu } from './form-menu'
import { FormStates } from './form-states'
import { ImportFormDialog } from './import-form-dialog'

/** A tenant's forms: which take answers, and how many are brought to their end. */
export function FormsPage() {
  const found = useQuery(formQueries.list())
  const mayChange = useMay('editor')
  const { read, write } = useAddress()
  const [open, setOpen] = useState<'create' | 'import' | null>(null)
  const [search, state] = [read('search'), read('state')]
  const all = found.data?.forms
  const shown = (all ?? []).filter((form) => isMeant(form, search, state))
  const actions = mayChange ? (
    <>
      <Button onClick={() => setOpen('import')}>
        <Upload size={16} aria-hidden />
        {formTexts.importing.open}
      </Button>
      <Button look="accent" onClick={() => setOpen('create')}>
        <Plus size={16} aria-hidden />
        {formTexts.create.open}
      </Button>
    </>
  ) : null
  return (
    <ConsolePage>
      <PageHeader title={formTexts.title} actions={all?.length ? actions : null} />
      <p className="max-w-[68ch] text-ink-soft">{formTexts.lead}</p>
      {all === undefined ? (
        <LoadState
          error={found.error}
          failed={formTexts.failed}
          loading={formTexts.loading}
          onRetry={() => found.refetch()}
        />
      ) : all.length === 0 ? (
        <EmptyState title={formTexts.empty} action={<div className="flex flex-wrap gap-2">{actions}</div>}>
          {formTexts.emptyDetail}
        </EmptyState>
      ) : (
        <>
          <search className="flex flex-wrap items-end gap-3">
            <SearchField
              label={formTexts.search}
              value={search}
              onChange={(text) => write({ search: text })}
              className="min-w-48 grow"
            />
            <SelectField
              label={formTexts.state}
              isLabelHidden
              value={state}
              options={[
                { value: '', label: formTexts.anyState },
                ...Object.entries(formTexts.states).map(([value, label]) => ({ value, label })),
              ]}
              onChange={(value) => write({ state: value })}
            />
          </search>
          {shown.length > 0 ? (
            <DataTable
              label={formTexts.title}
              columns={columns}
              rows={shown}
              keyOf={({ form_id }) => String(form_id)}
            />
          ) : (
            <EmptyState
              title={formTexts.nothingFound}
              action={<Button onClick={() => write({ search: '', state: '' })}>{formTexts.clear}</Button>}
            />
          )}
        </>
      )}
      {open === 'create' ? <CreateFormDialog onClose={() => setOpen(null)} /> : null}
      {open === 'import' ? <ImportFormDialog onClose={() => setOpen(null)} /> : null}
    </ConsolePage>
  )
}

const columns: readonly Column<FormRow>[] = [
  {
    id: 'name',
    head: formTexts.name,
    isName: true,
    cell: ({ form_id, name }) => (
      <Link
        href={`/console/forms/${form_id}`}
        className="inline-flex min-h-11 items-center font-medium hover:text-accent md:min-h-10"
      >
        <bdi className="wrap-anywhere">{name}</bdi>
      </Link>
    ),
  },
  { id: 'state', head: formTexts.state, cell: (form) => <FormStates form={form} /> },
  {
    id: 'version',
    head: formTexts.version,
    cell: ({ active_version: live }) => (live === null ? '–' : formTexts.versionOf(live)),
  },
  { id: 'started', head: formTexts.started, isNumber: true, cell: ({ responses }) => counted(responses.started) },
  { id: 'completed', head: formTexts.completed, isNumber: true, cell: ({ responses }) => counted(responses.completed) },
  { id: 'partial', head: formTexts.partial, isNumber: true, cell: ({ responses }) => counted(responses.open) },
  {
    id: 'rate',
    head: formTexts.rate,
    isNumber: true,
    cell: ({ responses: { started, completed } }) => (started === 0 ? '–' : formTexts.percent(completed / started)),
  },
  { id: 'actions', head: formTexts.actions, isAction: true, cell: (form) => <FormMenu form={form} /> },
]

function isMeant(form: FormRow, search: string, state: string): boolean {
  const words = search.trim().toLowerCase()
  return (state === '' || stateOf(form) === state) && `${form.name} ${form.form_id}`.toLowerCase().includes(words)
}

function stateOf({ active_version: live, is_active: isOpen }: FormRow): keyof typeof formTexts.states {
  if (!isOpen) return 'closed'
  return live === null ? 'unpublished' : 'open'
}

function counted(count: number): string {
  return count.toLocaleString('en')
}
