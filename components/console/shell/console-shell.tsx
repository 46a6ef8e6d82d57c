'use client'
import { Menu as MenuIcon } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { texts } from '@/components/texts'
import { Dialog } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import { useMedia } from '@/lib/client/use-media'
import { shellTexts } from '../texts/shell-texts'
import { ConsoleProviders } from './console-providers'
import { type ConsolePerson, Person } from './person'
import { Rail } from './rail'
import { SessionLine } from './session-line'

/** The frame of every console page: the rail at the side, on phones a sheet. The page scrolls within it. */
export function ConsoleShell({ person, children }: { person: ConsolePerson; children: ReactNode }) {
  const isWide = useMedia('(min-width: 48rem)')
  const [isOpen, setOpen] = useState(false)
  return (
    <ConsoleProviders>
      <Person value={person}>
        <a
          href="#content"
          className="fixed start-2 top-2 z-50 -translate-y-20 rounded-control bg-accent px-4 py-3 font-medium text-accent-ink focus:translate-y-0"
        >
          {shellTexts.skip}
        </a>
        <div className="grid h-dvh grid-rows-[auto_minmax(0,1fr)] bg-paper md:grid-cols-[13rem_minmax(0,1fr)] md:grid-rows-1">
          <header className="flex min-h-0 items-center border-line border-b bg-sunken md:flex-col md:items-stretch md:border-e md:border-b-0">
            <IconButton
              icon={MenuIcon}
              label={shellTexts.menu}
              aria-haspopup="dialog"
              onClick={() => setOpen(true)}
              className="md:hidden"
            />
            <Link href="/" className="flex h-12 items-center px-2 font-semibold text-[0.9375rem] md:h-14 md:px-5">
              {texts.product}
            </Link>
            {isWide ? (
              <div className="min-h-0 grow">
                <Rail />
              </div>
            ) : null}
          </header>
          <div className="flex min-h-0 min-w-0 flex-col">
            <SessionLine />
            {/* Positioned: what only screen readers see in it must not make the page itself longer. */}
            <main id="content" tabIndex={-1} className="relative min-h-0 grow overflow-y-auto outline-none">
              {children}
            </main>
          </div>
        </div>
        {isOpen && !isWide ? (
          <Dialog title={shellTexts.menu} place="left" onClose={() => setOpen(false)}>
            <Rail onChosen={() => setOpen(false)} />
          </Dialog>
        ) : null}
      </Person>
    </ConsoleProviders>
  )
}
