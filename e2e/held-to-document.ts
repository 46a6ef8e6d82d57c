// Whether an answer is what the API's own document says of it.
import { z } from 'zod'

type JsonSchema = Exclude<Parameters<typeof z.fromJSONSchema>[0], boolean>

const schemaShape = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null)
const operation = z.looseObject({
  tags: z.array(z.string()).length(1),
  responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), z.unknown()).optional() })),
})
const documentShape = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), schemaShape) }),
})

export type Answer = { status: number; contentType: string; body: unknown }

/** `tag`: the document's heading for the call. `faults`: where its answer is not as described; empty where it is. */
export type Held = { tag: string; faults: string[] }

/** Throws for a call that the document does not have. */
export function holdTo(document: unknown): (method: string, path: string, answer: Answer) => Held {
  const { paths, components } = documentShape.parse(withOwnPlaces(document))
  const templates = Object.keys(paths).sort((a, b) => literals(b) - literals(a))
  return (method, path, answer) => {
    const bare = path.split('?')[0] ?? ''
    const described = templates
      .filter((template) => fits(template, bare))
      .flatMap((template) => paths[template]?.[method.toLowerCase()] ?? [])[0]
    if (!described) throw new Error(`the document has no ${method} ${bare}`)
    return { tag: described.tags.join(), faults: faultsOf(described, components.schemas, answer) }
  }
}

function faultsOf(
  { responses }: z.output<typeof operation>,
  schemas: Record<string, JsonSchema>,
  { status, contentType, body }: Answer,
): string[] {
  const described = responses[status]
  if (!described) return [`${status} is not described, only ${Object.keys(responses).join(', ')}`]
  const content = z
    .looseObject({ schema: z.record(z.string(), z.unknown()) })
    .safeParse(described.content?.['application/json'])
  if (!contentType.startsWith('application/json')) return content.success ? streamFaults(contentType) : []
  if (!content.success) return ['a body came where none is described']
  const checked = z.fromJSONSchema({ ...content.data.schema, $defs: schemas }).safeParse(body)
  return checked.success ? [] : checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

// What a stream sends is described as the schema of its events.
function streamFaults(contentType: string): string[] {
  return contentType.startsWith('text/event-stream') ? [] : [`JSON is described, ${contentType || 'nothing'} came`]
}

function literals(template: string): number {
  return template.split('/').filter((part) => part !== '' && !part.startsWith('{')).length
}

function fits(template: string, path: string): boolean {
  const wanted = template.split('/')
  const parts = path.split('/')
  return wanted.length === parts.length && wanted.every((part, at) => part.startsWith('{') || part === parts[at])
}

// Schemas refer to each other within the document; each is looked at alone, with the others beside it.
function withOwnPlaces(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document).replaceAll('"#/components/schemas/', '"#/$defs/'))
}
