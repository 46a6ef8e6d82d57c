// Somebody else's site with the widget on it: a server of its own, on another origin than ours.
import { once } from 'node:events'
import { createServer } from 'node:http'

export type HostPage = {
  origin: string
  close: () => Promise<void>
}

/** Serves whatever `pages` holds by path; each keeps what is posted to its window and what the widget tells it. */
export async function serveHost(pages: Record<string, { html: string; policy?: string }>): Promise<HostPage> {
  const server = createServer(({ url = '/' }, response) => {
    const path = url.split('?')[0] ?? '/'
    if (path === '/listen.js') return response.setHeader('content-type', 'text/javascript').end(listen)
    const page = pages[path]
    if (!page) return response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    response.setHeader('content-type', 'text/html')
    if (page.policy) response.setHeader('content-security-policy', page.policy)
    response.end(
      `<!doctype html><html lang="en"><title>A clinic</title><meta name="viewport" content="width=device-width"><script src="/listen.js"></script>${page.html}`,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('the host page has no port')
  return {
    // Not 127.0.0.1, where the server under test is: another site for a browser.
    origin: `http://localhost:${address.port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const listen = `
window.heard = []
window.told = []
window.violations = []
window.Parley = []
for (const type of ['ready', 'opened', 'closed', 'conversation-started', 'conversation-ended', 'message-sent', 'message-received'])
  Parley.push(['on', type, (event) => told.push(event.type)])
window.shift = 0
addEventListener('message', ({ data }) => window.heard.push(data))
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  window.violations.push(violatedDirective + ' ' + blockedURI))
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value
}).observe({ type: 'layout-shift', buffered: true })
`
