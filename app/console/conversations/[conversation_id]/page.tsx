import type { Metadata } from 'next'
import { ConversationPage } from '@/components/console/conversations/conversation-page'
import { conversationTexts } from '@/components/console/texts/conversation-texts'

export const metadata: Metadata = { title: conversationTexts.title }

/** One conversation, and why it went as it did. */
export default async function Page({ params }: { params: Promise<{ conversation_id: string }> }) {
  const { conversation_id } = await params
  return <ConversationPage key={conversation_id} conversationId={decodeURIComponent(conversation_id)} />
}
