import type { Metadata } from 'next'
import { AgentsPage } from '@/components/console/agents/agents-page'
import { agentsTexts } from '@/components/console/texts/agents-texts'

export const metadata: Metadata = { title: agentsTexts.title }

export default function Agents() {
  return <AgentsPage />
}
