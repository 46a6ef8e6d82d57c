import { headers } from 'next/headers'
import { ChatApp } from '@/components/chat/chat-app'
import { FormApp } from '@/components/chat/form-app'
import { Providers } from '@/components/providers'
import type { HttpServices } from '@/lib/http/http-services'
import { runningServices } from '@/lib/http/running-services'

type Query = Record<string, string | string[] | undefined>

/** Conversations with agents; with `form_fields_id`, one form and nothing beside it. */
export default async function ChatPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, person] = await Promise.all([
    searchParams,
    headers().then((sent) => runningServices<HttpServices>().sessionCookie.personOf(sent)),
  ])
  return (
    <Providers>{'form_fields_id' in query ? <FormApp /> : <ChatApp signedInAs={person?.email ?? null} />}</Providers>
  )
}
