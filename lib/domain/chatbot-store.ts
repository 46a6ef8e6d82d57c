// The store's part that knows chatbots, who may use them, and their sessions.
import type { Chatbot, ChatbotMember, ChatbotSession, MemberRole, SessionEnd, Subject } from './chatbot'
import type { Scope } from './scope'

export type ChatbotStore = {
  /** Throws CONFLICT where the agent is a chatbot already, NOT_FOUND for an unknown agent or base. */
  addChatbot(scope: Scope, chatbot: Omit<Chatbot, 'name' | 'slug'>): Promise<void>
  /** By the agent's id or its slug. Null where unknown or removed. */
  findChatbot(scope: Scope, tenantId: string, idOrSlug: string): Promise<Chatbot | null>
  /** Those that the subject owns or is a member of, or everybody's; by name. */
  listChatbots(scope: Scope, tenantId: string, subject: Subject | 'any'): Promise<Chatbot[]>
  setAttachedBases(scope: Scope, tenantId: string, agentId: string, baseIds: readonly string[]): Promise<boolean>
  /** It is found no more, its sessions end (`removed`), its conversations stay in the log. False where there is none. */
  removeChatbot(scope: Scope, tenantId: string, agentId: string, at: number): Promise<boolean>
  /** Adds, or changes the role. False where there is no such chatbot. */
  setMember(
    scope: Scope,
    tenantId: string,
    agentId: string,
    member: { subject: Subject; role: MemberRole; at: number },
  ): Promise<boolean>
  removeMember(scope: Scope, tenantId: string, agentId: string, subject: Subject): Promise<boolean>
  /** Longest first. */
  listMembers(scope: Scope, tenantId: string, agentId: string): Promise<ChatbotMember[]>
  memberRole(scope: Scope, tenantId: string, agentId: string, subject: Subject): Promise<MemberRole | null>
  /** Ends the open session of the same user and chatbot, if there is one, and opens this one; of parallel calls the last wins. */
  openSession(scope: Scope, session: Omit<ChatbotSession, 'closedAt' | 'end'>): Promise<{ supersededId: string | null }>
  /** Closed ones too. One whose time has passed counts as `expired`, also before anybody has closed it. */
  findSession(scope: Scope, sessionId: string, now: number): Promise<ChatbotSession | null>
  /** One statement for all sockets of a process: pushes the open ones on, and tells which have ended and why. */
  keepSessions(scope: Scope, sessionIds: readonly string[], until: number): Promise<{ id: string; end: SessionEnd }[]>
  /** False where it is not open. */
  closeSession(scope: Scope, sessionId: string, end: SessionEnd, at: number): Promise<boolean>
  /** Closes those whose time has passed. Answers how many. */
  closeExpiredSessions(scope: Scope, now: number, limit: number): Promise<number>
}
