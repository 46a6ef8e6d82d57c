// A test as its editor has it: every list is there, and what is left empty is not expected.
import type { Expectation, TestDocument, TestStep } from '@/lib/domain/agent-test'
import type { Json } from '@/lib/domain/json'

export type Pair = { name: string; value: string }

export type ExpectationForm = {
  node: string
  nodes: string[]
  transitions: string[] | null
  variables: Pair[]
  contains: string[]
  notContains: string[]
}

export type StepForm = { says: string; expect: ExpectationForm; api: { status: string; body: string } | null }

export type TestForm = { startNode: string; variables: Pair[]; opening: ExpectationForm; steps: StepForm[] }

export function testForm(document: TestDocument): TestForm {
  return {
    startNode: document.start_node ?? '',
    variables: pairsOf(document.variables ?? {}),
    opening: expectationForm(document.opening ?? {}),
    steps: document.steps.map(({ says, expect, api }) => ({
      says,
      expect: expectationForm(expect),
      api: api ? { status: String(api.status), body: api.body === undefined ? '' : textOf(api.body) } : null,
    })),
  }
}

export const newStep: StepForm = { says: '', expect: expectationForm({}), api: null }

export const newTest: TestForm = { startNode: '', variables: [], opening: expectationForm({}), steps: [newStep] }

export function testDocument({ startNode, variables, opening, steps }: TestForm): TestDocument {
  const expected = expectationOf(opening)
  return {
    ...(variables.some(isNamed) ? { variables: recordOf(variables) } : {}),
    ...(startNode === '' ? {} : { start_node: startNode }),
    ...(Object.keys(expected).length > 0 ? { opening: expected } : {}),
    steps: steps.filter(({ says }) => says.trim() !== '').map(stepOf),
  }
}

function stepOf({ says, expect, api }: StepForm): TestStep {
  const status = Number(api?.status ?? '')
  const body = api && api.body.trim() !== '' ? { body: readValue(api.body) } : {}
  return {
    says: says.trim(),
    expect: expectationOf(expect),
    ...(Number.isInteger(status) && status >= 100 && status <= 599 ? { api: { status, ...body } } : {}),
  }
}

function expectationForm(expect: Expectation): ExpectationForm {
  return {
    node: expect.node ?? '',
    nodes: [...(expect.nodes ?? [])],
    transitions: expect.transitions ? [...expect.transitions] : null,
    variables: pairsOf(expect.variables ?? {}),
    contains: [...(expect.contains ?? [])],
    notContains: [...(expect.not_contains ?? [])],
  }
}

function expectationOf({ node, nodes, transitions, variables, contains, notContains }: ExpectationForm): Expectation {
  const path = filled(nodes)
  const words = filled(contains)
  const never = filled(notContains)
  return {
    ...(node === '' ? {} : { node }),
    ...(path.length > 0 ? { nodes: path } : {}),
    // None at all is expected too: that the conversation stays where it is.
    ...(transitions === null ? {} : { transitions: filled(transitions) }),
    ...(variables.some(isNamed) ? { variables: recordOf(variables) } : {}),
    ...(words.length > 0 ? { contains: words } : {}),
    ...(never.length > 0 ? { not_contains: never } : {}),
  }
}

/** Variables as the editor shows them; what is no text is shown as JSON. */
function pairsOf(record: Readonly<Record<string, unknown>>): Pair[] {
  return Object.entries(record).map(([name, value]) => ({ name, value: textOf(value) }))
}

/** Those with a name; numbers, true and false are read as such. */
export function recordOf(pairs: readonly Pair[]): Record<string, Json> {
  return Object.fromEntries(pairs.filter(isNamed).map(({ name, value }) => [name.trim(), readValue(value)]))
}

function textOf(value: unknown): string {
  // Text that would be read as something else keeps its marks.
  if (typeof value === 'string' && typeof readValue(value) === 'string') return value
  return JSON.stringify(value)
}

function readValue(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isNamed({ name }: Pair): boolean {
  return name.trim() !== ''
}

function filled(list: readonly string[]): string[] {
  return list.flatMap((one) => one.trim() || [])
}
