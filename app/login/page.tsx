import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { SignedInAs } from '@/components/sign-in/signed-in-as'
import { texts } from '@/components/texts'
import type { HttpServices } from '@/lib/http/http-services'
import { ownPath } from '@/lib/http/own-path'
import { runningServices } from '@/lib/http/running-services'

/** Forms then say where they come from: without a referrer a browser writes `Origin: null`. */
export const metadata: Metadata = { title: `${texts.signIn.title} · ${texts.product}`, referrer: 'same-origin' }

type Query = Record<string, string | string[] | undefined>

/** Forms alone: signing in and out needs no script. */
export default async function LoginPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { error, wait, callbackUrl } = await searchParams
  const wanted = ownPath(callbackUrl)
  const person = await runningServices<HttpServices>().sessionCookie.personOf(await headers())
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 px-5 py-12">
      <header className="space-y-2">
        <p className="font-semibold">
          <Link href="/">{texts.product}</Link>
        </p>
        <h1 className="font-semibold text-2xl tracking-tight">{texts.signIn.title}</h1>
        <p className="text-ink-soft">{texts.signIn.lead}</p>
      </header>
      {person ? (
        <>
          <SignedInAs email={person.email} />
          <a href={wanted} className="inline-flex min-h-11 items-center font-medium text-accent hover:underline">
            {texts.signIn.goOn}
          </a>
        </>
      ) : (
        <SignInForm callbackUrl={wanted} problem={problemOf(error, wait)} />
      )}
    </main>
  )
}

function problemOf(error: Query[string], wait: Query[string]): string | null {
  if (error === 'wrong') return texts.signIn.wrong
  if (error === 'locked') return texts.signIn.locked(minutesOf(wait))
  return error === undefined ? null : texts.signIn.failed
}

function minutesOf(wait: Query[string]): number {
  const minutes = Math.ceil(Number(wait) / 60)
  return minutes >= 1 && minutes <= 60 ? minutes : 15
}
