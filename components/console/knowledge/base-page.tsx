'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmByTyping } from '@/components/ui/confirm-by-typing'
import { LoadState } from '@/components/ui/load-state'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { useToast } from '@/components/ui/toast'
import { sendOnly } from '@/lib/client/console/console-request'
import { basePath, chatbotOf, knowledgeQueries } from '@/lib/client/console/knowledge-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { ConsolePage } from '../shell/console-page'
import { Gone, isGone } from '../shell/gone'
import { useMay } from '../shell/person'
import { knowledgeTexts } from '../texts/knowledge-texts'
import { shellTexts } from '../texts/shell-texts'
import { BaseSettings } from './base-settings'
import { DocumentsView } from './documents-view'
import { SearchView } from './search-view'
import { useBaseName } from './use-base-name'

const views = ['documents', 'search', 'settings'] as const

/** One knowledge base: its documents, a search as an agent makes it, and how it is searched. */
export function BasePage({ base }: { base: string }) {
  const { read, write } = useAddress()
  const mayChange = useMay('editor')
  const nameOf = useBaseName()
  const found = useQuery(knowledgeQueries.base(base))
  const current = views.find((view) => view === read('view')) ?? 'documents'
  if (!found.data)
    return (
      <ConsolePage>
        {isGone(found.error) ? (
          <Gone title={knowledgeTexts.gone} href="/console/knowledge" back={knowledgeTexts.back}>
            {knowledgeTexts.goneDetail}
          </Gone>
        ) : (
          <LoadState
            error={found.error}
            failed={knowledgeTexts.failed}
            loading={knowledgeTexts.loading}
            onRetry={found.refetch}
          />
        )}
      </ConsolePage>
    )
  const { data } = found
  // It goes with the chatbot.
  const isChatbots = chatbotOf(data.name) !== null
  return (
    <ConsolePage>
      <PageHeader
        parent={{ label: knowledgeTexts.title, href: '/console/knowledge' }}
        title={nameOf(data.name)}
        state={isChatbots ? <Badge>{knowledgeTexts.chatbot}</Badge> : null}
        actions={mayChange && !isChatbots ? <DeleteBase id={data.id} name={data.name} /> : null}
      />
      <Tabs
        label={knowledgeTexts.views}
        tabs={views.map((id) => ({ id, label: knowledgeTexts.tabs[id] }))}
        current={current}
        onChange={(view) => write({ view: view === 'documents' ? '' : view })}
      >
        <div className="pt-5">
          {current === 'documents' ? <DocumentsView base={data.id} mayChange={mayChange} /> : null}
          {current === 'search' ? <SearchView base={data.id} /> : null}
          {current === 'settings' ? (
            <BaseSettings key={JSON.stringify(data.settings)} base={data} mayChange={mayChange} />
          ) : null}
        </div>
      </Tabs>
    </ConsolePage>
  )
}

function DeleteBase({ id, name }: { id: string; name: string }) {
  const client = useQueryClient()
  const router = useRouter()
  const toast = useToast()
  const [isAsking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => sendOnly('DELETE', basePath(id)),
    onSuccess: () => {
      toast({ words: knowledgeTexts.deleted(name) })
      void client.invalidateQueries({ queryKey: ['console', 'knowledge'], exact: true })
      router.push('/console/knowledge')
    },
    onError: (error) => toast({ words: error.message, look: 'danger' }),
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>{knowledgeTexts.delete}</Button>
      {isAsking ? (
        <ConfirmByTyping
          title={knowledgeTexts.deleteTitle}
          detail={knowledgeTexts.deleteDetail(name)}
          label={shellTexts.confirm.type(shellTexts.confirm.word)}
          word={shellTexts.confirm.word}
          action={knowledgeTexts.delete}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}
