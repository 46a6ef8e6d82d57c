import type { Metadata } from 'next'
import { BasePage } from '@/components/console/knowledge/base-page'
import { knowledgeTexts } from '@/components/console/texts/knowledge-texts'

export const metadata: Metadata = { title: knowledgeTexts.title }

/** One knowledge base. */
export default async function Page({ params }: { params: Promise<{ base: string }> }) {
  const { base } = await params
  return <BasePage base={decodeURIComponent(base)} />
}
