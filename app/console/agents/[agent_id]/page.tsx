import type { Metadata } from 'next'
import { EditorPage } from '@/components/console/editor/editor-page'
import { agentsTexts } from '@/components/console/texts/agents-texts'

export const metadata: Metadata = { title: agentsTexts.title }

export default async function Agent({ params }: { params: Promise<{ agent_id: string }> }) {
  const { agent_id } = await params
  return <EditorPage key={agent_id} agentId={decoded(agent_id)} />
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // No agent has such an id.
    return part
  }
}
