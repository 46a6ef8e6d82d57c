import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'

const tool = fileURLToPath(new URL('check-rooms.mjs', import.meta.url))

/** What the tool says of a house with these files, its summary left out. */
function check(files: Record<string, string>): { status: number | null; lines: string[] } {
  const root = mkdtempSync(join(tmpdir(), 'parley-rooms-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  const { status, stdout } = spawnSync(process.execPath, [tool, root], { encoding: 'utf8' })
  return { status, lines: stdout.trim().split('\n').slice(0, -1) }
}

const leaf = 'export const x = 1\n'

test('a house that keeps to its rooms passes', () => {
  const { status, lines } = check({
    'lib/domain/agent.ts': leaf,
    'lib/engine/run.ts': "import { x } from '@/lib/domain/agent'\nimport { y } from './step'\nexport const z = x + y\n",
    'lib/engine/step.ts': "import type { x } from '../domain/agent'\nexport const y = 1\n",
    'lib/engine/run.test.ts': "import '@/lib/store/memory'\nimport 'pg'\nawait fetch('http://x')\n",
    'lib/store/memory.ts':
      "import { Pool } from 'pg'\nimport { x } from '@/lib/domain/agent'\nexport const p = [Pool, x]\n",
    'lib/tools/guarded.ts': "import { request } from 'undici'\nexport const r = request\n",
    'lib/client/api.ts': "export const ask = () => fetch('/api')\n",
    'lib/env.ts': 'export const port = process.env.PORT\n',
    'lib/http/serve.ts':
      "import type { IncomingMessage } from 'node:http'\nexport const f = (m: IncomingMessage) => m\n",
    'lib/services.ts': "import '@/lib/store/memory'\nimport '@/lib/tools/guarded'\nimport '@/lib/env'\n",
    'server.ts': "import { createServer } from 'node:http'\nimport '@/lib/services'\ncreateServer()\n",
    'app/api/route.ts': "export { x } from '@/lib/dialects/forms/collect'\n",
    'lib/dialects/forms/collect.ts': leaf,
  })
  expect(lines).toEqual([])
  expect(status).toBe(0)
})

describe('an import against the arrows is found', () => {
  test.each([
    ['static', "import { x } from '@/lib/store/rows'"],
    ['relative', "import { x } from '../store/rows'"],
    ['with its ending', "import { x } from '@/lib/store/rows.ts'"],
    ['of a type', "import type { x } from '@/lib/store/rows'"],
    ['dynamic', "const x = await import('@/lib/store/rows')"],
    ['in a type', "type X = import('@/lib/store/rows').X"],
    ['by re-export', "export * from '@/lib/store/rows'"],
    ['by require', "const x = require('../store/rows')"],
  ])('%s', (_, line) => {
    const { status, lines } = check({ 'lib/engine/run.ts': `\n${line}\n`, 'lib/store/rows.ts': leaf })
    expect(lines).toEqual([
      'lib/engine/run.ts:2: lib/engine may import only lib/domain, not lib/store/rows.ts (lib/store)',
    ])
    expect(status).toBe(1)
  })

  test.each([
    ['lib/domain/a.ts', '@/lib/engine/b', /lib\/domain may import nothing/],
    ['lib/dialects/forms/a.ts', '@/lib/dialects/chats/b', /only .*not lib\/dialects\/chats\/b/],
    ['lib/dialects/forms/a.ts', '@/lib/store/b', /lib\/dialects\/forms may import only/],
    ['lib/http/a.ts', '@/lib/env', /lib\/http may import only lib\/domain, not lib\/env/],
    ['components/chat/a.tsx', '@/lib/conversations/b', /components may import only/],
    ['app/page.tsx', '@/lib/store/b', /app may import only/],
    ['lib/engine/a.ts', '@/scripts/b.mjs', /lib\/engine may import only/],
    ['lib/engine/a.ts', './a.test', /belongs to the tests/],
    ['lib/engine/a.ts', '@/test/kit', /belongs to the tests/],
  ])('%s → %s', (file, specifier, rule) => {
    const { lines } = check({ [file]: `import '${specifier}'\n` })
    expect(lines).toEqual([expect.stringMatching(rule)])
  })
})

describe('what only some may reach is found elsewhere', () => {
  test.each([
    ['Prisma', 'lib/jobs/a.ts', "import { PrismaClient } from '@prisma/client'"],
    ['pg, even its types', 'lib/conversations/a.ts', "import type { Pool } from 'pg'"],
    ['undici', 'lib/conversations/a.ts', "import { request } from 'undici'"],
    ['a request by node:https', 'lib/http/a.ts', "import { request } from 'node:https'"],
    ['the whole of node:http', 'lib/http/a.ts', "import http from 'node:http'"],
    ['the global fetch', 'lib/agents/a.ts', "export const a = () => fetch('http://x')"],
    ['fetch by another name', 'lib/agents/a.ts', 'export const a = { get: globalThis.fetch }'],
    ['fetch handed on', 'lib/agents/a.ts', 'export const a = (f = fetch) => f'],
    ['the environment', 'lib/store/a.ts', 'export const a = process.env.PORT'],
    ['the environment by key', 'lib/store/a.ts', "export const a = process['env']"],
    ['the environment by parts', 'lib/store/a.ts', 'export const { env } = process'],
    ['the environment by import', 'lib/store/a.ts', "import { env } from 'node:process'"],
    ['node in a browser room', 'lib/client/a.ts', "import { join } from 'node:path'"],
    ['node in the domain', 'lib/domain/a.ts', "import { join } from 'node:path'"],
  ])('%s', (_, file, line) => {
    const { status, lines } = check({ [file]: `// first\n${line}\n` })
    expect(lines).toEqual([expect.stringMatching(`^${file}:2: `)])
    expect(status).toBe(1)
  })

  test('a fetch that was handed in is no global one', () => {
    const text = 'export const a = (fetch: (url: string) => void) => fetch("x")\nexport const b = { fetch: 1 }.fetch\n'
    expect(check({ 'lib/agents/a.ts': text }).lines).toEqual([])
  })
})

test('files that import one another in a circle are found, also by type', () => {
  const { lines } = check({
    'lib/engine/a.ts': "import { b } from './b'\nexport const a = b\n",
    'lib/engine/b.ts': "import type { c } from './c'\nexport const b: typeof c = 1\n",
    'lib/engine/c.ts': "export const z = 0\nexport { a as c } from './a'\n",
  })
  expect(lines).toEqual([
    'lib/engine/c.ts:2: files import one another in a circle: lib/engine/a.ts → lib/engine/b.ts → lib/engine/c.ts → lib/engine/a.ts',
  ])
})

test('a file in a folder without a row, and one that cannot be parsed, are found', () => {
  const { lines } = check({ 'lib/attic/a.ts': leaf, 'lib/engine/b.ts': 'const = 1\n' })
  expect(lines).toEqual([
    expect.stringMatching(/^lib\/attic\/a.ts:1: stands in no room/),
    expect.stringMatching(/^lib\/engine\/b.ts:1: cannot be parsed/),
  ])
})
