import type { KnowledgeAdminPorts } from '@/lib/admin/knowledge/knowledge-admin-ports'

/** What the administration of knowledge needs beside the HTTP kit. */
export type KnowledgeServices = { knowledgeAdmin: KnowledgeAdminPorts }
