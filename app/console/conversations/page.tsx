import type { Metadata } from 'next'
import { ConversationsPage } from '@/components/console/conversations/conversations-page'
import { conversationTexts } from '@/components/console/texts/conversation-texts'

export const metadata: Metadata = { title: conversationTexts.title }

/** What people have talked about with all agents. */
export default function Page() {
  return <ConversationsPage />
}
