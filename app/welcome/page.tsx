import Link from 'next/link'
import { AgentList } from '@/components/chat/agent-list'
import { Providers } from '@/components/providers'
import { texts } from '@/components/texts'

/** The start page: what browsers get at `/`. */
export default function WelcomePage() {
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
      <p>
        <Link href="/chat" className="inline-flex min-h-11 items-center font-medium text-accent hover:underline">
          {texts.start.conversations}
        </Link>
      </p>
    </main>
  )
}
