import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { platform } from '@/lib/domain/scope'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { freshDatabase } from '@/test/database'

test("the database never holds a provider's key in the open", async () => {
  const { url, drop } = await freshDatabase()
  const pool = createPool(url, 2)
  const sealed = (text: string) => Buffer.from(text).toString('base64')
  const opened = (text: string) => Buffer.from(text, 'base64').toString()
  const store = createPostgresStore({ pool, encrypt: sealed, decrypt: opened })
  const named = { name: 'claude', kind: 'anthropic', baseUrl: null, model: 'm', fallbackModel: null } as const
  const provider = { id: randomUUID(), ...named }
  await store.providers.addProvider(platform, { ...provider, apiKey: 'sk-in-the-open', createdAt: 0 })
  const { rows } = await pool.query('SELECT providers::text AS row FROM providers')
  expect(JSON.stringify(rows)).toContain(sealed('sk-in-the-open'))
  expect(JSON.stringify(rows)).not.toContain('sk-in-the-open')
  expect(await store.providers.findProvider(platform, 'claude')).toMatchObject({ apiKey: 'sk-in-the-open' })
  await store.close()
  await pool.end()
  await drop()
})
