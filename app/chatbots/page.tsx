import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { chatbotTexts } from '@/components/chatbots/chatbot-texts'
import { ChatbotsApp } from '@/components/chatbots/chatbots-app'
import { Providers } from '@/components/providers'
import { texts } from '@/components/texts'
import type { HttpServices } from '@/lib/http/http-services'
import { runningServices } from '@/lib/http/running-services'

export const metadata: Metadata = { title: `${chatbotTexts.title} · ${texts.product}` }

type Query = Record<string, string | string[] | undefined>

/** Chatbots of the person who is signed in; others sign in first and come back. */
export default async function ChatbotsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, person] = await Promise.all([
    searchParams,
    headers().then((sent) => runningServices<HttpServices>().sessionCookie.personOf(sent)),
  ])
  if (!person) redirect(`/login?callbackUrl=${encodeURIComponent(addressWith(query))}`)
  return (
    <Providers>
      <ChatbotsApp signedInAs={person.email} />
    </Providers>
  )
}

function addressWith(query: Query): string {
  const wanted = ['b', 'c'].flatMap((name) => (typeof query[name] === 'string' ? [[name, query[name]]] : []))
  const text = new URLSearchParams(wanted).toString()
  return text ? `/chatbots?${text}` : '/chatbots'
}
