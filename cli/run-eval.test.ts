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

test('a line that is no row, a node that was not given and a file that is not there are each one sentence', async () => {
  expect((await evaluate(['{"kind":"extraction","type":"colour"}'])).err).toMatch(/^Line 1 is no row of a set: type/)
  expect(await evaluate(['', 'not json'])).toMatchObject({ status: 1, err: 'Line 2 is not JSON.\n' })
  const unnamed = JSON.stringify({ kind: 'intent', node: 'shop', text: 'hi', gold: null })
  expect((await evaluate([unnamed])).err).toContain('names the node "shop"')
  expect((await evaluate([], join(folder, 'missing.jsonl'))).err).toContain('cannot be read')
})
