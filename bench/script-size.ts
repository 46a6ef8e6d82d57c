// npm run bench:size: the script that each page asks for before it is usable, and the widget's loader, against budgets.
// Ends with 1 where one is past its budget. What pages load later, when something is opened, does not count.
import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { startParley } from './parley-server'
import { openScratchCluster } from './scratch-cluster'

const password = 'a-password-for-measuring'

const consoleBudget = 350
const sections = ['agents', 'forms', 'knowledge', 'data', 'conversations', 'insight', 'deliveries', 'access']

/** In KiB, gzipped. As a person who is signed in sees them. */
const budgets = [
  { path: '/embed/any', budget: 200 },
  { path: '/chat', budget: 270 },
  { path: '/chatbots', budget: 200 },
  { path: '/widget.js', budget: 3 },
  ...sections.map((section) => ({ path: `/console/${section}`, budget: consoleBudget })),
  { path: '/console/agents/any', budget: consoleBudget },
  { path: '/console/forms/1', budget: consoleBudget },
]

execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
const cluster = await openScratchCluster()
try {
  const databaseUrl = await cluster.addDatabase('sizes')
  const server = await startParley({ DATABASE_URL: databaseUrl, DATA_DIR: cluster.folder, ADMIN_PASSWORD: password })
  try {
    await measure(server.url)
  } finally {
    await server.stop()
  }
} finally {
  await cluster.remove()
}

async function measure(url: string): Promise<void> {
  const cookie = await signIn(url)
  console.log('| route | scripts | KiB gzipped | budget |\n|---|---|---|---|')
  for (const { path, budget } of budgets) {
    const scripts = path.endsWith('.js') ? [path] : await scriptsOf(url, path, cookie)
    const sizes = await Promise.all(scripts.map((script) => gzippedSize(url + script)))
    const kib = sizes.reduce((sum, size) => sum + size, 0) / 1024
    console.log(`| ${path} | ${scripts.length} | ${kib.toFixed(1)} | ${budget} |${kib > budget ? ' past it' : ''}`)
    if (kib > budget) process.exitCode = 1
  }
}

/** The cookie of who looks after the server. */
async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ email: 'admin@localhost', password }),
  })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (cookies.length === 0) throw new Error(`signing in was answered with ${answer.status}`)
  return cookies.join('; ')
}

/** Scripts that the page's HTML names; those for browsers without modules are not asked for by any we serve. */
async function scriptsOf(url: string, path: string, cookie: string): Promise<string[]> {
  const html = await (await fetch(url + path, { headers: { accept: 'text/html', cookie } })).text()
  const tags = (html.match(/<script\b[^>]*>/g) ?? []).filter((tag) => !/\bnomodule\b/i.test(tag))
  const found = tags.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? [])
  if (found.length === 0) throw new Error(`${path} names no script`)
  return [...new Set(found.map((source) => source.replaceAll('&amp;', '&')))]
}

async function gzippedSize(address: string): Promise<number> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return gzipSync(Buffer.from(await response.arrayBuffer())).length
}
