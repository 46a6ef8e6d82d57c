import { EmbedApp } from '@/components/chat/embed-app'
import { Providers } from '@/components/providers'

export default async function EmbedPage({ params }: { params: Promise<{ agentId: string }> }) {
  const { agentId } = await params
  return (
    <Providers>
      <EmbedApp agentId={decodeURIComponent(agentId)} />
    </Providers>
  )
}
