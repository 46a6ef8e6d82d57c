import { expect, test } from 'vitest'
import { chooseEncoder } from '@/lib/choose-encoder'
import { systemClock } from '@/lib/domain/clock'
import { readEnv } from '@/lib/env'
import { silentLog } from '@/test/silent-log'

const embedded = { name: 'embedded/test', embed: async () => [] }
const named = (values: Record<string, string>) =>
  chooseEncoder(readEnv(values), embedded, { clock: systemClock, log: silentLog }).name

test('the configured embedding model makes the vectors, the embedded encoder where there is none', () => {
  const model = { OPENAI_EMBEDDING_MODEL: 'small' }
  expect(named({ ...model, OPENAI_API_KEY: 'sk-test' })).toBe('api.openai.com/small')
  expect(named({ ...model, OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' })).toBe('127.0.0.1:11434/small')
  expect(named({ OPENAI_API_KEY: 'sk-test' })).toBe('embedded/test')
  expect(named(model)).toBe('embedded/test')
  expect(named({ ...model, OPENAI_API_KEY: 'sk-test', LANGUAGE: 'scripted' })).toBe('embedded/test')
})
