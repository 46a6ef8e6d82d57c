import type { ConversationAdminPorts } from '@/lib/admin/conversations/conversation-admin-ports'

/** What the administration of conversations needs beside the HTTP kit. */
export type ConversationServices = { conversationAdmin: ConversationAdminPorts }
