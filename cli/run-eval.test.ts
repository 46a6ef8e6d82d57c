import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEmbeddedLanguage } from '@/lib/language/embedded/create-embedded-language'
import { createEncoder } from '@/lib/language/embedded/create-encoder'
import { runEval } from './run-eval'

const encoder = createEncoder()
const language = createEmbeddedLanguage({ encoder })
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-eval-'))
})
afterAll(async () => {
  await encoder.close()
  await rm(folder, { recursive: true })
})

async function evaluate(lines: readonly string[], ...more: string[]) {
  const file = join(folder, 'set.jsonl')
  await writeFile(file, lines.join('\n'))
  const said = { out: '', err: '' }
  const status = await runEval({
    argv: [file, ...more],
    language,
    encoder,
    stdout: { write: (text) => Object.assign(said, { out: said.out + text }) },
    stderr: { write: (text) => Object.assign(said, { err: said.err + text }) },
  })
  return { status, ...said }
}

const extraction = (row: object) => JSON.stringify({ kind: 'extraction', asked: true, ...row })

test('extraction rows give precision, recall and F1 of each type', async () => {
  const { status, out } = await evaluate([
    extraction({ type: 'date', text: 'next tuesday', gold: { month: 3, day: 18 }, ref: '2025-03-12' }),
    extraction({ type: 'number', text: 'twenty five', gold: 25 }),
    extraction({ type: 'number', text: 'a few', gold: 7 }),
  ])
  expect(status).toBe(0)
  expect(out).toMatch(/date +1 +1\.000 +1\.000 +1\.000/)
  expect(out).toMatch(/number +2 +1\.000 +0\.500 +0\.667/)
})

test('intent rows give the four shares, their node written out or named once', async () => {
  const node = {
    intents: [
      { name: 'hours', description: 'Opening hours', examples: ['when are you open', 'what are your hours'] },
      { name: 'price', description: 'Prices', examples: ['how much is it', 'what does it cost'] },
    ],
  }
  const { out } = await evaluate([
    JSON.stringify({ kind: 'node', id: 'shop', node }),
    JSON.stringify({ kind: 'intent', node: 'shop', text: 'when are you open?', gold: 'hours' }),
    JSON.stringify({ kind: 'intent', node, text: 'who won the football game', gold: null }),
  ])
  expect(out).toMatch(/1 rows, 1 off topic/)
  expect(out).toMatch(/right and accepted +100\.0 %/)
  expect(out).toMatch(/off-topic refused +100\.0 %/)
})

test('--misses lists what was not understood', async () => {
  const { out } = await evaluate([extraction({ type: 'number', text: 'a few', gold: 7 })], '--misses')
  expect(out).toContain('number “a few”: wanted 7, heard null')
})

test('retrieval rows are asked of the passages they name, wherever those stand and in each of their forms', async () => {
  const passages = [
    { id: 7, title: 'Parking', text: 'Visitors leave their car in the yard behind the building.' },
    { id: 'b', text: 'The kitchen serves hot meals until nine in the evening.' },
  ]
  await writeFile(join(folder, 'lines.jsonl'), passages.map((one) => JSON.stringify(one)).join('\n'))
  await writeFile(join(folder, 'list.json'), JSON.stringify({ passages }))
  const row = (passages_file: string, q: string, relevant: unknown[]) =>
    JSON.stringify({ kind: 'retrieval', passages_file, q, relevant })
  const { status, out } = await evaluate([
    row('lines.jsonl', 'Where do visitors leave the car?', [7]),
    row(join(folder, 'list.json'), 'Until when does the kitchen serve meals?', ['b']),
    row('list.json', 'Until when does the kitchen serve hot meals?', ['7']),
    row('list.json', 'Who painted the ceiling of the chapel?', []),
  ])
  expect(status).toBe(0)
  expect(out).toMatch(/retrieval \(3 rows, 1 off topic\)/)
  expect(out).toMatch(/hit@5 +100\.0 %/)
  expect(out).toMatch(/answerable kept +100\.0 %/)
  expect(out).toMatch(/off-topic refused +100\.0 %/)
})

test('a line that is no row, a node that was not given and a file that is not there are each one sentence', async () => {
  expect((await evaluate(['{"kind":"extraction","type":"colour"}'])).err).toMatch(/^Line 1 is no row of a set: type/)
  expect(await evaluate(['', 'not json'])).toMatchObject({ status: 1, err: 'Line 2 is not JSON.\n' })
  const unnamed = JSON.stringify({ kind: 'intent', node: 'shop', text: 'hi', gold: null })
  expect((await evaluate([unnamed])).err).toContain('names the node "shop"')
  const lost = JSON.stringify({ kind: 'retrieval', passages_file: 'lost.json', q: 'Why?', relevant: [] })
  expect((await evaluate([lost])).err).toMatch(/^lost\.json, which .* names, cannot be read\.\n$/)
  expect((await evaluate([], join(folder, 'missing.jsonl'))).err).toContain('cannot be read')
})
