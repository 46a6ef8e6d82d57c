// The wire of an agent's tests.
import { z } from 'zod'
import type { AgentTest, Expectation, TestDocument } from '@/lib/domain/agent-test'
import { text } from '@/lib/http/text-schema'
import { jsonObject, time } from './agent-schemas'

const names = z.array(text(1, 255)).max(200)

const expectation: z.ZodType<Expectation> = z
  .object({
    node: text(1, 255).exactOptional().meta({ description: 'Where the conversation stands after it' }),
    nodes: names.exactOptional().meta({ description: 'The last nodes that were entered, in order' }),
    transitions: names.exactOptional().meta({ description: 'The conditions that were taken, all of them in order' }),
    variables: jsonObject.exactOptional(),
    contains: z.array(text(1, 2000)).max(50).exactOptional().meta({ description: 'In any case of letters' }),
    not_contains: z.array(text(1, 2000)).max(50).exactOptional(),
  })
  .meta({ id: 'TestExpectation' })

const step = z.object({
  says: text(1, 4000),
  expect: expectation,
  api: z
    .object({ status: z.int().min(100).max(599), body: z.json().exactOptional() })
    .exactOptional()
    .meta({ description: 'What an api_call of this turn is answered; without it, it fails' }),
})

export const testDocument: z.ZodType<TestDocument> = z
  .object({
    variables: jsonObject.exactOptional().meta({ description: 'Known beforehand' }),
    start_node: text(1, 255).exactOptional(),
    opening: expectation.exactOptional(),
    steps: z.array(step).max(200),
  })
  .meta({ id: 'TestDocument' })

export const testName = text(1, 200).refine((name) => name.trim() !== '', { error: 'must not be empty' })

export const agentTest = z
  .object({
    test_id: z.string(),
    name: z.string(),
    document: testDocument,
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'AgentTest' })

export function agentTestView({ id, name, document, createdAt, updatedAt }: AgentTest): z.output<typeof agentTest> {
  return { test_id: id, name, document, created_at: time(createdAt), updated_at: time(updatedAt) }
}
