import { headers } from 'next/headers'
import Link from 'next/link'
import { AgentList } from '@/components/chat/agent-list'
import { Providers } from '@/components/providers'
import { texts } from '@/components/texts'
import type { HttpServices } from '@/lib/http/http-services'
import { runningServices } from '@/lib/http/running-services'

const link = 'inline-flex min-h-11 items-center font-medium text-accent hover:underline'

/** The start page: what browsers get at `/`. */
export default async function WelcomePage() {
  const person = await runningServices<HttpServices>().sessionCookie.personOf(await headers())
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-3xl flex-col gap-10 px-5 py-16 md:px-8 md:py-24">
      <header className="space-y-2">
        <h1 className="font-semibold text-3xl tracking-tight">{texts.product}</h1>
        <p className="text-ink-soft text-lg">{texts.start.lead}</p>
      </header>
      <section aria-labelledby="agents" className="space-y-4">
        <h2 id="agents" className="font-medium text-ink-soft">
          {texts.start.agents}
        </h2>
        <Providers>
          <AgentList />
        </Providers>
      </section>
      <p className="flex flex-wrap gap-x-6">
        {person ? (
          <Link href="/chatbots" className={link}>
            {texts.start.chatbots}
          </Link>
        ) : null}
        <Link href="/chat" className={link}>
          {texts.start.conversations}
        </Link>
      </p>
    </main>
  )
}
