// The chatbots' calls, one function a call.
import type { Call } from '../request'
import { bearerRequest } from './bearer-request'
import type {
  ChatbotView,
  ConversationPage,
  ConversationRow,
  DocumentView,
  MemberView,
  NewChatbot,
  PassageView,
  SessionView,
  ShareWith,
  StoredMessage,
  Wanted,
} from './chatbot-wire'

/** The most passages that one call answers. */
const passagesAtOnce = 200

const at = (chatbotId: string, rest = '') => `/chatbot/${encodeURIComponent(chatbotId)}${rest}`
const talk = (chatbotId: string, conversationId: string, rest = '') =>
  at(chatbotId, `/conversations/${encodeURIComponent(conversationId)}${rest}`)
const document = (chatbotId: string, documentId: string, rest = '') =>
  at(chatbotId, `/documents/${encodeURIComponent(documentId)}${rest}`)

export const chatbotApi = {
  list: (): Promise<{ chatbots: ChatbotView[] }> => read('/chatbot'),
  create: (chatbot: NewChatbot): Promise<ChatbotView> => read('/chatbot', { method: 'POST', body: chatbot }),
  change: (chatbotId: string, change: { name: string; description: string | null }): Promise<ChatbotView> =>
    read(at(chatbotId), { method: 'PATCH', body: change }),
  async remove(chatbotId: string): Promise<void> {
    await bearerRequest(at(chatbotId), { method: 'DELETE' })
  },
  members: (chatbotId: string): Promise<{ members: MemberView[] }> => read(at(chatbotId, '/members')),
  share: (chatbotId: string, member: ShareWith): Promise<MemberView> =>
    read(at(chatbotId, '/members'), { method: 'PUT', body: member }),
  async unshare(chatbotId: string, subject: string): Promise<void> {
    await bearerRequest(at(chatbotId, `/members/${encodeURIComponent(subject)}`), { method: 'DELETE' })
  },
  openSession: (chatbotId: string, wanted: Wanted, signal: AbortSignal): Promise<SessionView> =>
    read(at(chatbotId, '/session'), { method: 'POST', body: sessionBody(wanted), signal }),
  ticket: (sessionId: string, signal: AbortSignal): Promise<{ ticket: string }> =>
    read(`/chatbot/session/${encodeURIComponent(sessionId)}/ticket`, { method: 'POST', signal }),
  conversations(chatbotId: string, before: string | null): Promise<ConversationPage> {
    const query = new URLSearchParams({ limit: '40', ...(before ? { before } : {}) })
    return read(at(chatbotId, `/conversations?${query}`))
  },
  messages: (
    chatbotId: string,
    conversationId: string,
    { limit, offset }: { limit: number; offset: number },
  ): Promise<{ messages: StoredMessage[]; total: number }> =>
    read(talk(chatbotId, conversationId, `/messages?limit=${limit}&offset=${offset}`)),
  rename: (chatbotId: string, conversationId: string, title: string): Promise<ConversationRow> =>
    read(talk(chatbotId, conversationId), { method: 'PATCH', body: { title } }),
  async removeConversation(chatbotId: string, conversationId: string): Promise<void> {
    await bearerRequest(talk(chatbotId, conversationId), { method: 'DELETE' })
  },
  documents: (chatbotId: string): Promise<{ documents: DocumentView[] }> => read(at(chatbotId, '/documents')),
  uploadPath: (chatbotId: string): string => at(chatbotId, '/documents'),
  retryDocument: (chatbotId: string, documentId: string): Promise<DocumentView> =>
    read(document(chatbotId, documentId, '/retry'), { method: 'POST' }),
  async removeDocument(chatbotId: string, documentId: string): Promise<void> {
    await bearerRequest(document(chatbotId, documentId), { method: 'DELETE' })
  },
  passages: (chatbotId: string, documentId: string, offset: number): Promise<{ passages: PassageView[] }> =>
    read(document(chatbotId, documentId, `/passages?offset=${offset}&limit=${passagesAtOnce}`)),
}

function sessionBody(wanted: Wanted): object {
  if (wanted === 'latest') return {}
  return wanted === 'new' ? { new_conversation: true } : { conversation_id: wanted.conversationId }
}

async function read<T>(path: string, call?: Call): Promise<T> {
  return (await bearerRequest(path, call)).json()
}
