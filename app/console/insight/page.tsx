import type { Metadata } from 'next'
import { InsightPage } from '@/components/console/insight/insight-page'
import { insightTexts } from '@/components/console/texts/insight-texts'

export const metadata: Metadata = { title: insightTexts.title }

/** Figures over all conversations. */
export default function Page() {
  return <InsightPage />
}
