import type { Metadata } from 'next'
import { SourcesPage } from '@/components/console/data/sources-page'
import { dataTexts } from '@/components/console/texts/data-texts'

export const metadata: Metadata = { title: dataTexts.title }

/** The data sources. */
export default function Page() {
  return <SourcesPage />
}
