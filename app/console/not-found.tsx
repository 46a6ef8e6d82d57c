'use client'
import { ConsolePage } from '@/components/console/shell/console-page'
import { shellTexts } from '@/components/console/texts/shell-texts'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <ConsolePage>
      <h1 className="sr-only">{shellTexts.notFound.title}</h1>
      <EmptyState title={shellTexts.notFound.title}>{shellTexts.notFound.detail}</EmptyState>
    </ConsolePage>
  )
}
