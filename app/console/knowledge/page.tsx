import type { Metadata } from 'next'
import { BasesPage } from '@/components/console/knowledge/bases-page'
import { knowledgeTexts } from '@/components/console/texts/knowledge-texts'

export const metadata: Metadata = { title: knowledgeTexts.title }

/** The knowledge bases. */
export default function Page() {
  return <BasesPage />
}
