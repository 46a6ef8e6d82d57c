import { z } from 'zod'
import type { SignedClient } from './signed-client'

const finding = z.object({
  level: z.enum(['error', 'warning']),
  path: z.string(),
  message: z.string(),
})

const testRun = z.object({
  ok: z.boolean(),
  results: z.array(
    z.object({
      name: z.string(),
      ok: z.boolean(),
      ms: z.number(),
      steps: z.array(z.object({ says: z.string().nullable(), said: z.string(), misses: z.array(z.string()) })),
    }),
  ),
})

const draft = z.object({ document: z.unknown(), revision: z.int() })

export type Finding = z.infer<typeof finding>
export type TestRun = z.infer<typeof testRun>
type Tried = { document?: unknown; version?: number }

/** The rows of the console that the terminal calls. Everything throws what `send` throws. */
export type AgentsApi = {
  lint(document: unknown): Promise<Finding[]>
  runTests(agent: string, tried: Tried): Promise<TestRun>
  readVersion(agent: string, version: number): Promise<unknown>
  readDraft(agent: string): Promise<{ document?: unknown; revision: number }>
  saveDraft(agent: string, document: unknown, revision: number): Promise<{ revision: number }>
  publish(agent: string, revision: number, note: string | null): Promise<{ version: number }>
}

export function createAgentsApi(client: SignedClient, tenantId: string): AgentsApi {
  const root = '/api/admin/agents'
  const query = `?tenant_id=${encodeURIComponent(tenantId)}`
  const at = (agent: string) => `${root}/${encodeURIComponent(agent)}`
  return {
    async lint(document) {
      const answer = z.object({ findings: z.array(finding) })
      return (await client.send({ method: 'POST', path: `${root}/lint`, query, body: { document }, answer })).findings
    },
    runTests: (agent, body) =>
      client.send({ method: 'POST', path: `${at(agent)}/tests/run`, query, body, answer: testRun }),
    async readVersion(agent, version) {
      const answer = z.object({ document: z.unknown() })
      return (await client.send({ method: 'GET', path: `${at(agent)}/versions/${version}`, query, answer })).document
    },
    readDraft: (agent) => client.send({ method: 'GET', path: `${at(agent)}/draft`, query, answer: draft }),
    saveDraft: (agent, document, revision) =>
      client.send({
        ...{ method: 'PUT', path: `${at(agent)}/draft`, query, body: { document, revision } },
        answer: z.object({ revision: z.int() }),
      }),
    publish: (agent, revision, note) =>
      client.send({
        ...{ method: 'POST', path: `${at(agent)}/publish`, query, body: { revision, note } },
        answer: z.object({ version: z.int() }),
      }),
  }
}
