import { z } from 'zod'
import { CliFailure } from './cli-failure'

const nodeSchema = z.object({
  intents: z
    .array(
      z.object({
        name: z.string().min(1),
        description: z.string().default(''),
        examples: z.array(z.string()).default([]),
      }),
    )
    .min(1),
})
const daySchema = z.object({ year: z.number().int().optional(), month: z.number().int(), day: z.number().int() })

export const extractionTypes = ['first_name', 'date', 'time', 'number', 'yes_no', 'email', 'phone', 'zip_code'] as const
export type ExtractionType = (typeof extractionTypes)[number]

const intentSchema = z.object({
  kind: z.literal('intent'),
  /** Written out, or the id of a `node` row before. */
  node: z.union([nodeSchema, z.string()]),
  text: z.string(),
  gold: z.string().nullable(),
})
const extractionSchema = z.object({
  kind: z.literal('extraction'),
  type: z.enum(extractionTypes),
  /** Whether the agent had just asked for it, or the question it asked. */
  asked: z.union([z.boolean(), z.string()]).nullable().default(true),
  text: z.string(),
  gold: z.union([z.string(), z.number(), z.boolean(), daySchema]).nullable(),
  ref: z.string().optional(),
  country: z.string().length(2).optional(),
})
const retrievalSchema = z.object({
  kind: z.literal('retrieval'),
  passages_file: z.string(),
  q: z.string(),
  relevant: z.array(z.union([z.string(), z.number()])),
})
const namedNodeSchema = z.object({ kind: z.literal('node'), id: z.string(), node: nodeSchema })
const rowSchema = z.discriminatedUnion('kind', [intentSchema, extractionSchema, retrievalSchema, namedNodeSchema])

export type IntentNode = z.infer<typeof nodeSchema>
export type IntentRow = Omit<z.infer<typeof intentSchema>, 'node'> & { node: IntentNode }
export type ExtractionRow = z.infer<typeof extractionSchema>
export type RetrievalRow = z.infer<typeof retrievalSchema>
export type EvalSet = {
  intents: IntentRow[]
  extraction: ExtractionRow[]
  retrieval: RetrievalRow[]
}

/** The rows of a set, one JSON object a line. Throws a CliFailure that names the first line that is none. */
export function readEvalSet(content: string): EvalSet {
  const set: EvalSet = { intents: [], extraction: [], retrieval: [] }
  const nodes = new Map<string, IntentNode>()
  for (const [at, line] of content.split('\n').entries()) {
    if (line.trim() === '') continue
    const row = readRow(line, at + 1)
    switch (row.kind) {
      case 'node':
        nodes.set(row.id, row.node)
        break
      case 'intent':
        set.intents.push({ ...row, node: nodeOf(row.node, nodes, at + 1) })
        break
      case 'extraction':
        set.extraction.push(row)
        break
      case 'retrieval':
        set.retrieval.push(row)
    }
  }
  return set
}

function readRow(line: string, number: number): z.infer<typeof rowSchema> {
  const row = rowSchema.safeParse(parseJson(line, number))
  if (row.success) return row.data
  const [issue] = row.error.issues
  throw new CliFailure(`Line ${number} is no row of a set: ${issue?.path.join('.') || 'kind'}: ${issue?.message}.`)
}

function parseJson(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw Object.assign(new CliFailure(`Line ${number} is not JSON.`), { cause })
  }
}

function nodeOf(node: IntentNode | string, nodes: ReadonlyMap<string, IntentNode>, number: number): IntentNode {
  if (typeof node !== 'string') return node
  const known = nodes.get(node)
  if (!known) throw new CliFailure(`Line ${number} names the node "${node}", which no row before it gives.`)
  return known
}
