// Every row that the server answers, for the API's document. A test holds the route files against it.
import { addChatbotDocumentsRow } from '@/lib/dialects/chatbots/add-documents'
import { changeChatbotRow } from '@/lib/dialects/chatbots/change-chatbot'
import {
  deleteChatbotConversationRow,
  listChatbotConversationsRow,
  listChatbotMessagesRow,
  renameChatbotConversationRow,
} from '@/lib/dialects/chatbots/conversations'
import { createChatbotRow } from '@/lib/dialects/chatbots/create-chatbot'
import { deleteChatbotRow } from '@/lib/dialects/chatbots/delete-chatbot'
import {
  deleteChatbotDocumentRow,
  listChatbotDocumentsRow,
  listChatbotPassagesRow,
  readChatbotDocumentRow,
  retryChatbotDocumentRow,
} from '@/lib/dialects/chatbots/documents'
import { listChatbotsRow } from '@/lib/dialects/chatbots/list-chatbots'
import { listMembersRow, removeMemberRow, setMemberRow } from '@/lib/dialects/chatbots/members'
import { readChatbotRow } from '@/lib/dialects/chatbots/read-chatbot'
import { closeSessionRow } from '@/lib/dialects/chatbots/session-close'
import { openSessionRow } from '@/lib/dialects/chatbots/session-open'
import { issueTicketRow } from '@/lib/dialects/chatbots/ticket'
import { createChatMessage } from '@/lib/dialects/chats/message-create'
import { deleteChatMessage } from '@/lib/dialects/chats/message-delete'
import { listChatMessages } from '@/lib/dialects/chats/message-list'
import { readChatMessage } from '@/lib/dialects/chats/message-read'
import { reattachChatStream } from '@/lib/dialects/chats/reattach'
import { sendChatMessage } from '@/lib/dialects/chats/send-message'
import { createChatSession } from '@/lib/dialects/chats/session-create'
import { deleteChatSession } from '@/lib/dialects/chats/session-delete'
import { listChatSessions } from '@/lib/dialects/chats/session-list'
import { readChatSession } from '@/lib/dialects/chats/session-read'
import { stopChatAnswer } from '@/lib/dialects/chats/stop-answer'
import { explainChatStream } from '@/lib/dialects/chats/stream-how'
import { streamChatMessage } from '@/lib/dialects/chats/stream-message'
import { listAuditRow } from '@/lib/dialects/console/access/audit'
import { addKeyRow, listKeysRow, revokeKeyRow } from '@/lib/dialects/console/access/keys'
import { addPersonRow, changePersonRow, listPeopleRow, removePersonRow } from '@/lib/dialects/console/access/people'
import {
  addProviderRow,
  listProvidersRow,
  removeProviderRow,
  tryProviderRow,
} from '@/lib/dialects/console/access/providers'
import { addTenantRow, changeTenantRow, listTenantsRow, readTenantRow } from '@/lib/dialects/console/access/tenants'
import { activateVersionRow } from '@/lib/dialects/console/activate-version'
import { changeAgentSettingsRow, readAgentSettingsRow } from '@/lib/dialects/console/agent-settings'
import { addAgentTestRow, listAgentTestsRow } from '@/lib/dialects/console/agents/agent-tests'
import { changeAgentTestRow, removeAgentTestRow } from '@/lib/dialects/console/agents/change-agent-test'
import { classifyAgentRow } from '@/lib/dialects/console/agents/classify-agent'
import { copyAgentRow } from '@/lib/dialects/console/agents/copy-agent'
import { createAgentRow } from '@/lib/dialects/console/agents/create-agent'
import { diffAgentRow } from '@/lib/dialects/console/agents/diff-agent'
import { discardDraftRow, readDraftRow, saveDraftRow } from '@/lib/dialects/console/agents/draft'
import { noteEditorRow } from '@/lib/dialects/console/agents/draft-presence'
import { importDocumentRow } from '@/lib/dialects/console/agents/import-document'
import { lintAgentRow } from '@/lib/dialects/console/agents/lint-agent'
import { publishAgentRow } from '@/lib/dialects/console/agents/publish-agent'
import { readAgentRow } from '@/lib/dialects/console/agents/read-agent'
import { readVersionRow } from '@/lib/dialects/console/agents/read-version'
import { recordAgentTestRow } from '@/lib/dialects/console/agents/record-agent-test'
import { runAgentTestsRow } from '@/lib/dialects/console/agents/run-agent-tests'
import { authRefresh } from '@/lib/dialects/console/auth-refresh'
import { authRevoke } from '@/lib/dialects/console/auth-revoke'
import { authSessionToken } from '@/lib/dialects/console/auth-session-token'
import { authToken } from '@/lib/dialects/console/auth-token'
import { analyzeConversationRow } from '@/lib/dialects/console/conversations/analyze-conversation'
import { exportConversationRow } from '@/lib/dialects/console/conversations/export-conversation'
import { listConversationsRow } from '@/lib/dialects/console/conversations/list-conversations'
import { readConversationRow } from '@/lib/dialects/console/conversations/read-conversation'
import { changeSourceRow } from '@/lib/dialects/console/data/change-source'
import { deleteSourceRow } from '@/lib/dialects/console/data/delete-source'
import { importSourceRow } from '@/lib/dialects/console/data/import-source'
import { listSourcesRow } from '@/lib/dialects/console/data/list-sources'
import { querySourceRow } from '@/lib/dialects/console/data/query-source'
import { readSourceRow } from '@/lib/dialects/console/data/read-source'
import { erasePersonRow } from '@/lib/dialects/console/erasures/erase-person'
import { listErasuresRow } from '@/lib/dialects/console/erasures/list-erasures'
import { exportAgentRow } from '@/lib/dialects/console/export-agent'
import { enableCallbackRow, readCallbackRow, tryCallbackRow } from '@/lib/dialects/console/forms/callback'
import { changeFormRow } from '@/lib/dialects/console/forms/change-form'
import { createFormRow } from '@/lib/dialects/console/forms/create-form'
import { listDeliveriesRow, redeliverRow } from '@/lib/dialects/console/forms/deliveries'
import { draftFormRow } from '@/lib/dialects/console/forms/draft-form'
import { dropOffRow } from '@/lib/dialects/console/forms/drop-off'
import { exportCsvRow, exportJsonRow } from '@/lib/dialects/console/forms/export-responses'
import { listFormsRow } from '@/lib/dialects/console/forms/list-forms'
import { listResponsesRow } from '@/lib/dialects/console/forms/list-responses'
import { readFormDocumentRow, readFormRow } from '@/lib/dialects/console/forms/read-form'
import { deleteResponseRow, readResponseRow } from '@/lib/dialects/console/forms/read-response'
import { replaceFormRow } from '@/lib/dialects/console/forms/replace-form'
import { importAgentRow } from '@/lib/dialects/console/import-agent'
import { importAgentsRow } from '@/lib/dialects/console/import-agents'
import { conversationSeriesRow } from '@/lib/dialects/console/insight/conversation-series'
import { costsRow } from '@/lib/dialects/console/insight/costs'
import { latencyRow } from '@/lib/dialects/console/insight/latency'
import { nodeFiguresRow } from '@/lib/dialects/console/insight/node-figures'
import { addDocumentsRow } from '@/lib/dialects/console/knowledge/add-documents'
import { changeBaseRow } from '@/lib/dialects/console/knowledge/change-base'
import { createBaseRow } from '@/lib/dialects/console/knowledge/create-base'
import { deleteBaseRow } from '@/lib/dialects/console/knowledge/delete-base'
import { deleteDocumentRow } from '@/lib/dialects/console/knowledge/delete-document'
import { listBasesRow } from '@/lib/dialects/console/knowledge/list-bases'
import { listDocumentsRow } from '@/lib/dialects/console/knowledge/list-documents'
import { listPassagesRow } from '@/lib/dialects/console/knowledge/list-passages'
import { readBaseRow } from '@/lib/dialects/console/knowledge/read-base'
import { readDocumentRow } from '@/lib/dialects/console/knowledge/read-document'
import { readOriginalRow } from '@/lib/dialects/console/knowledge/read-original'
import { retryDocumentRow } from '@/lib/dialects/console/knowledge/retry-document'
import { searchBaseRow } from '@/lib/dialects/console/knowledge/search-base'
import { listAgentsRow } from '@/lib/dialects/console/list-agents'
import { listTurnsOf } from '@/lib/dialects/console/list-turns'
import { listVersionsRow } from '@/lib/dialects/console/list-versions'
import { readReadiness } from '@/lib/dialects/console/read-readiness'
import { collectRow } from '@/lib/dialects/forms/collect'
import { communicationMetadataRow } from '@/lib/dialects/forms/communication-metadata'
import { readChatAgent } from '@/lib/dialects/native/agent-read'
import { listChatAgents } from '@/lib/dialects/native/agents-list'
import { hideChat } from '@/lib/dialects/native/conversation-hide'
import { readChat } from '@/lib/dialects/native/conversation-read'
import { renameChat } from '@/lib/dialects/native/conversation-rename'
import { restoreChat } from '@/lib/dialects/native/conversation-restore'
import { startChat } from '@/lib/dialects/native/conversation-start'
import { listChats } from '@/lib/dialects/native/conversations-list'
import { readChatForm } from '@/lib/dialects/native/form-read'
import { rateMessage } from '@/lib/dialects/native/message-feedback'
import { hideChatMessage } from '@/lib/dialects/native/message-hide'
import { sayInChat } from '@/lib/dialects/native/send-message'
import { stopChatTurn } from '@/lib/dialects/native/stop-turn'
import { followChatTurn } from '@/lib/dialects/native/stream-read'
import { startTrial } from '@/lib/dialects/native/trial-start'
import { listChatTurns } from '@/lib/dialects/native/turns-list'
import { readChatWorkflow } from '@/lib/dialects/native/workflow-read'
import { createSession } from '@/lib/dialects/sessions/create-session'
import { endSession } from '@/lib/dialects/sessions/end-session'
import { readSession } from '@/lib/dialects/sessions/read-session'
import { sendMessage } from '@/lib/dialects/sessions/send-message'
import { sendThreadMessage } from '@/lib/dialects/threads/chat-send'
import { readHealth, readRoot } from '@/lib/dialects/threads/read-health'
import { createThread } from '@/lib/dialects/threads/thread-create'
import { deleteThread } from '@/lib/dialects/threads/thread-delete'
import { listThreads } from '@/lib/dialects/threads/thread-list'
import { listThreadMessages } from '@/lib/dialects/threads/thread-messages'
import { readThread } from '@/lib/dialects/threads/thread-read'
import type { DescribedRow } from '@/lib/http/openapi'

export const endpointRows: readonly DescribedRow[] = [
  ...[sendMessage, readSession, endSession, createSession],
  ...[collectRow, communicationMetadataRow],
  ...[sendThreadMessage, readHealth, readRoot, listThreadMessages, readThread, deleteThread, createThread, listThreads],
  ...[
    readChatMessage,
    deleteChatMessage,
    stopChatAnswer,
    reattachChatStream,
    sendChatMessage,
    streamChatMessage,
    explainChatStream,
    listChatMessages,
    createChatMessage,
    readChatSession,
    deleteChatSession,
    createChatSession,
    listChatSessions,
  ],
  ...[
    listChatbotsRow,
    createChatbotRow,
    readChatbotRow,
    changeChatbotRow,
    deleteChatbotRow,
    listMembersRow,
    setMemberRow,
    removeMemberRow,
    openSessionRow,
    closeSessionRow,
    issueTicketRow,
    listChatbotDocumentsRow,
    readChatbotDocumentRow,
    deleteChatbotDocumentRow,
    retryChatbotDocumentRow,
    listChatbotPassagesRow,
    addChatbotDocumentsRow,
    listChatbotConversationsRow,
    renameChatbotConversationRow,
    deleteChatbotConversationRow,
    listChatbotMessagesRow,
  ],
  ...[
    readChatAgent,
    listChatAgents,
    readChatForm,
    rateMessage,
    hideChatMessage,
    sayInChat,
    restoreChat,
    hideChat,
    readChat,
    renameChat,
    stopChatTurn,
    followChatTurn,
    listChatTurns,
    readChatWorkflow,
    listChats,
    startChat,
  ],
  ...[
    exportAgentRow,
    importAgentsRow,
    importAgentRow,
    readAgentSettingsRow,
    changeAgentSettingsRow,
    activateVersionRow,
    readVersionRow,
    listVersionsRow,
    discardDraftRow,
    readDraftRow,
    saveDraftRow,
    noteEditorRow,
    importDocumentRow,
    lintAgentRow,
    publishAgentRow,
    diffAgentRow,
    startTrial,
    classifyAgentRow,
    runAgentTestsRow,
    recordAgentTestRow,
    changeAgentTestRow,
    removeAgentTestRow,
    listAgentTestsRow,
    addAgentTestRow,
    readAgentRow,
    copyAgentRow,
    createAgentRow,
    listAgentsRow,
    listTurnsOf,
    listConversationsRow,
    analyzeConversationRow,
    exportConversationRow,
    readConversationRow,
    erasePersonRow,
    listErasuresRow,
    conversationSeriesRow,
    nodeFiguresRow,
    latencyRow,
    costsRow,
    draftFormRow,
    listFormsRow,
    createFormRow,
    readFormRow,
    replaceFormRow,
    changeFormRow,
    readFormDocumentRow,
    listResponsesRow,
    exportCsvRow,
    exportJsonRow,
    readResponseRow,
    deleteResponseRow,
    dropOffRow,
    readCallbackRow,
    enableCallbackRow,
    tryCallbackRow,
    listDeliveriesRow,
    redeliverRow,
    changeSourceRow,
    deleteSourceRow,
    importSourceRow,
    listSourcesRow,
    querySourceRow,
    readSourceRow,
    readOriginalRow,
    listPassagesRow,
    retryDocumentRow,
    deleteDocumentRow,
    readDocumentRow,
    addDocumentsRow,
    listDocumentsRow,
    changeBaseRow,
    deleteBaseRow,
    readBaseRow,
    searchBaseRow,
    createBaseRow,
    listBasesRow,
    authToken,
    authRefresh,
    authRevoke,
    authSessionToken,
    listAuditRow,
    addKeyRow,
    listKeysRow,
    revokeKeyRow,
    addPersonRow,
    changePersonRow,
    listPeopleRow,
    removePersonRow,
    addProviderRow,
    listProvidersRow,
    removeProviderRow,
    tryProviderRow,
    addTenantRow,
    changeTenantRow,
    listTenantsRow,
    readTenantRow,
    readReadiness,
  ],
]
