import { headers } from 'next/headers'
import { ChatApp } from '@/components/chat/chat-app'
import { Providers } from '@/components/providers'
import type { HttpServices } from '@/lib/http/http-services'
import { runningServices } from '@/lib/http/running-services'

export default async function ChatPage() {
  const person = await runningServices<HttpServices>().sessionCookie.personOf(await headers())
  return (
    <Providers>
      <ChatApp signedInAs={person?.email ?? null} />
    </Providers>
  )
}
