'use client'
import { useQuery } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Time } from '@/components/chat/time'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { PageHeader } from '@/components/ui/page-header'
import { sourceQueries } from '@/lib/client/console/source-queries'
import { ConsolePage } from '../shell/console-page'
import { useMay } from '../shell/person'
import { dataTexts } from '../texts/data-texts'
import { ImportSource } from './import-source'

/** The data sources. */
export function SourcesPage() {
  const mayChange = useMay('editor')
  const [isImporting, setImporting] = useState(false)
  const found = useQuery(sourceQueries.sources())
  const sources = found.data?.sources
  const add = mayChange ? (
    <Button look="accent" onClick={() => setImporting(true)}>
      <Upload size={16} aria-hidden />
      {dataTexts.import}
    </Button>
  ) : null
  return (
    <ConsolePage>
      <PageHeader title={dataTexts.title} actions={sources?.length ? add : null} />
      <p className="max-w-[68ch] text-ink-soft">{dataTexts.lead}</p>
      {sources === undefined ? (
        <LoadState error={found.error} failed={dataTexts.failed} loading={dataTexts.loading} onRetry={found.refetch} />
      ) : sources.length === 0 ? (
        <EmptyState title={dataTexts.empty} action={add}>
          {dataTexts.emptyDetail}
        </EmptyState>
      ) : (
        <DataTable
          label={dataTexts.title}
          rows={sources}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'name',
              head: dataTexts.name,
              isName: true,
              cell: ({ id, name }) => (
                <Link
                  href={`/console/data/${id}`}
                  className="wrap-anywhere inline-flex min-h-11 items-center font-medium hover:underline md:min-h-10"
                >
                  {name}
                </Link>
              ),
            },
            { id: 'kind', head: dataTexts.kind, cell: ({ kind }) => dataTexts.kinds[kind] },
            { id: 'tables', head: dataTexts.tables, isNumber: true, cell: ({ tables }) => tables },
            {
              id: 'identity',
              head: dataTexts.identity,
              cell: ({ identity }) => <span className="wrap-anywhere font-mono text-xs">{identity ?? '–'}</span>,
            },
            { id: 'changed', head: dataTexts.changed, cell: ({ updated_at }) => <Time at={updated_at} /> },
          ]}
        />
      )}
      {isImporting ? <ImportSource onClose={() => setImporting(false)} /> : null}
    </ConsolePage>
  )
}
