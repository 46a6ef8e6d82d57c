import { z } from 'zod'
import type { TestDocument } from '@/lib/domain/agent-test'

const expectation = z.object({
  nodes: z.array(z.string()).exactOptional(),
  node: z.string().exactOptional(),
  transitions: z.array(z.string()).exactOptional(),
  variables: z.record(z.string(), z.json()).exactOptional(),
  contains: z.array(z.string()).exactOptional(),
  not_contains: z.array(z.string()).exactOptional(),
})

const api = z.object({ status: z.int(), body: z.json().exactOptional() })

export const agentTestColumn: z.ZodType<TestDocument> = z.object({
  variables: z.record(z.string(), z.json()).exactOptional(),
  start_node: z.string().exactOptional(),
  opening: expectation.exactOptional(),
  steps: z.array(z.object({ says: z.string(), expect: expectation, api: api.exactOptional() })),
})
