'use client'
import { ConsolePage } from '@/components/console/shell/console-page'
import { shellTexts } from '@/components/console/texts/shell-texts'
import { texts } from '@/components/texts'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

/** The rail stays; only the page is replaced. */
export default function ConsoleError({ reset }: { reset: () => void }) {
  return (
    <ConsolePage>
      <h1 className="sr-only">{shellTexts.failed.title}</h1>
      <EmptyState title={shellTexts.failed.title} action={<Button onClick={reset}>{texts.tryAgain}</Button>}>
        {shellTexts.failed.detail}
      </EmptyState>
    </ConsolePage>
  )
}
