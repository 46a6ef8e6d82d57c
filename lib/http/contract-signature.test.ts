import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { bodyHash, hmacKey, signatureOf } from './hmac-signature'

const contract = fileURLToPath(new URL('../../../shared/contracts/1-workflow-text-chat.md', import.meta.url))
const isThere = existsSync(contract)
const hasPython = spawnSync('python3', ['--version']).status === 0
if (!isThere) console.info('skipped: the contract is not beside the repository')

/** The published function, without the example that calls it. */
function publishedCode(language: string, name: string): string {
  const blocks = readFileSync(contract, 'utf8').split(`\`\`\`${language}\n`).slice(1)
  const block = blocks.find((part) => part.includes(`${name}(`)) ?? ''
  return (block.split('```')[0] ?? '').split(/^(?:#|\/\/) Example usage/m)[0] ?? ''
}

const cases = [
  { method: 'POST', path: '/api/chat/sessions', body: '{"tenant_id": "6bc1814c", "name": "Zoë 😀"}' },
  { method: 'get', path: '/api/chat/sessions/text_abc123def456/', body: '' },
  { method: 'DELETE', path: '/api/chat/sessions/text_abc?x=1&y=%20', body: '' },
].map((parts) => ({ ...parts, key: 'schlüssel', timestamp: '1764153000' }))

function ours({ key, timestamp, method, path, body }: (typeof cases)[number]): string {
  return signatureOf(hmacKey(key), { timestamp, nonce: '', method, path, bodyHash: bodyHash(Buffer.from(body)) })
}

describe.skipIf(!isThere)('our signature is the one that the contract computes', () => {
  test.skipIf(!hasPython).each(cases)('in Python: $method $path', (parts) => {
    const code = `${publishedCode('python', 'compute_signature')}
import sys
p = json.loads(sys.stdin.buffer.read())
print(compute_signature(p['key'], p['timestamp'], p['method'], p['path'], p['body'].encode('utf-8')))`
    const theirs = execFileSync('python3', ['-c', code], { input: JSON.stringify(parts), encoding: 'utf8' })
    expect(ours(parts)).toBe(theirs.trim())
  })

  test.each(cases)('in JavaScript: $method $path', async ({ key, timestamp, method, path, body }) => {
    const code = `${publishedCode('javascript', 'computeSignature')}; computeSignature(...args)`
    const args = [key, timestamp, method, path, body]
    const theirs: unknown = runInNewContext(code, { crypto, TextEncoder, Uint8Array, args })
    expect(ours({ key, timestamp, method, path, body })).toBe(await theirs)
  })
})
