import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import type { FormStore } from '@/lib/domain/form-store'

/** What this dialect needs beside the HTTP kit. */
export type FormsServices = {
  conversations: ConversationPorts
  store: { forms: Pick<FormStore, 'findForm'> }
}
