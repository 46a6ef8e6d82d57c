import type { Metadata } from 'next'
import { SourcePage } from '@/components/console/data/source-page'
import { dataTexts } from '@/components/console/texts/data-texts'

export const metadata: Metadata = { title: dataTexts.title }

/** One data source. */
export default async function Page({ params }: { params: Promise<{ source: string }> }) {
  const { source } = await params
  return <SourcePage source={decodeURIComponent(source)} />
}
