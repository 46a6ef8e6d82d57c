import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { ConsoleShell } from '@/components/console/shell/console-shell'
import { shellTexts } from '@/components/console/texts/shell-texts'
import { SignedInAs } from '@/components/sign-in/signed-in-as'
import { texts } from '@/components/texts'
import type { HttpServices } from '@/lib/http/http-services'
import { ownPath } from '@/lib/http/own-path'
import { runningServices } from '@/lib/http/running-services'

/** Forms then say where they come from: signing out is one. */
export const metadata: Metadata = {
  title: { template: `%s · ${texts.product}`, default: `${shellTexts.console} · ${texts.product}` },
  referrer: 'same-origin',
}

/** Nobody sees a page of the console without having signed in; what the rows give is checked again at each call. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const sent = await headers()
  const person = await runningServices<HttpServices>().sessionCookie.personOf(sent)
  if (!person) redirect(`/login?callbackUrl=${encodeURIComponent(wantedPath(sent))}`)
  const { email, role } = person
  if (role === 'user') return <NoConsole email={email} />
  return <ConsoleShell person={{ email, role }}>{children}</ConsoleShell>
}

/** As it was asked for, kept by our server. */
function wantedPath(sent: Headers): string {
  const path = ownPath(sent.get('x-parley-path'))
  return path === '/' ? '/console' : path
}

function NoConsole({ email }: { email: string }) {
  const { title, detail, chatbots } = shellTexts.noConsole
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 px-5 py-12">
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="text-ink-soft">{detail}</p>
      <Link href="/chatbots" className="inline-flex min-h-11 items-center font-medium text-accent hover:underline">
        {chatbots}
      </Link>
      <SignedInAs email={email} />
    </main>
  )
}
