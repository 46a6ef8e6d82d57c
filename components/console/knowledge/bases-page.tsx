'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Time } from '@/components/chat/time'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { takesFocus } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { FormDialog } from '@/components/ui/form-dialog'
import { LoadState } from '@/components/ui/load-state'
import { PageHeader } from '@/components/ui/page-header'
import { TextField } from '@/components/ui/text-field'
import { sendJson } from '@/lib/client/console/console-request'
import { type BaseRow, knowledgeQueries } from '@/lib/client/console/knowledge-queries'
import { ConsolePage } from '../shell/console-page'
import { useMay } from '../shell/person'
import { knowledgeTexts } from '../texts/knowledge-texts'
import { useBaseName } from './use-base-name'

/** The knowledge bases. */
export function BasesPage() {
  const mayChange = useMay('editor')
  const [isAdding, setAdding] = useState(false)
  const nameOf = useBaseName()
  const found = useQuery(knowledgeQueries.bases())
  const bases = found.data?.bases
  const add = mayChange ? (
    <Button look="accent" onClick={() => setAdding(true)}>
      <Plus size={16} aria-hidden />
      {knowledgeTexts.add}
    </Button>
  ) : null
  return (
    <ConsolePage>
      <PageHeader title={knowledgeTexts.title} actions={bases?.length ? add : null} />
      <p className="max-w-[68ch] text-ink-soft">{knowledgeTexts.lead}</p>
      {bases === undefined ? (
        <LoadState
          error={found.error}
          failed={knowledgeTexts.failed}
          loading={knowledgeTexts.loading}
          onRetry={found.refetch}
        />
      ) : bases.length === 0 ? (
        <EmptyState title={knowledgeTexts.empty} action={add}>
          {knowledgeTexts.emptyDetail}
        </EmptyState>
      ) : (
        <DataTable
          label={knowledgeTexts.title}
          rows={bases}
          keyOf={({ id }) => id}
          columns={[
            {
              id: 'name',
              head: knowledgeTexts.name,
              isName: true,
              cell: ({ id, name }) => (
                <Link
                  href={`/console/knowledge/${id}`}
                  className="wrap-anywhere inline-flex min-h-11 items-center font-medium hover:underline md:min-h-10"
                >
                  <bdi>{nameOf(name)}</bdi>
                </Link>
              ),
            },
            { id: 'created', head: knowledgeTexts.created, cell: ({ created_at }) => <Time at={created_at} /> },
          ]}
        />
      )}
      {isAdding ? <AddBase onClose={() => setAdding(false)} /> : null}
    </ConsolePage>
  )
}

function AddBase({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const router = useRouter()
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: () => sendJson<BaseRow>('POST', '/api/admin/knowledge', { name: name.trim() }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['console', 'knowledge'], exact: true })
      router.push(`/console/knowledge/${id}`)
    },
  })
  return (
    <FormDialog
      title={knowledgeTexts.addTitle}
      submit={knowledgeTexts.create}
      isBusy={add.isPending}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <TextField
        ref={takesFocus}
        required
        maxLength={100}
        label={knowledgeTexts.name}
        hint={knowledgeTexts.nameHint}
        error={add.error?.message ?? null}
        value={name}
        onChange={setName}
      />
    </FormDialog>
  )
}
