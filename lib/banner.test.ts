import { expect, test } from 'vitest'
import { readEnv } from '@/lib/env'
import { banner } from './banner'

const secrets = {
  ...{ adminApiKey: 'pk_hidden', adminPassword: 'hidden', made: [], fingerprint: '' },
  deriveKey: () => new Uint8Array(),
  encrypt: (text: string) => text,
  decrypt: (text: string) => text,
}
const at = { env: readEnv({}), port: 3000, secrets, dataDir: '/data', modelName: 'embedded (no LLM)' }

test('a model server of this machine is offered with the line to set, and is not the language in use', () => {
  const text = banner({ ...at, localModel: { baseUrl: 'http://127.0.0.1:11434/v1', model: 'llama3.2' } })
  expect(text).toContain('OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=llama3.2 npm start')
  expect(text).toContain('language   embedded (no LLM)')
})

test('nothing is offered where none was found, and no kept secret is shown', () => {
  const text = banner({ ...at, localModel: null })
  expect(text).not.toMatch(/Ollama|hidden/)
})
