import { describe, expect, test } from 'vitest'
import { isAppError } from '@/lib/domain/errors'
import { readEnv } from '@/lib/env'

function complaint(values: Record<string, string>): string {
  try {
    readEnv(values)
  } catch (error) {
    if (isAppError(error)) return error.publicMessage
    throw error
  }
  throw new Error('the environment was accepted')
}

describe('with nothing set', () => {
  test('the server listens on loopback, keeps its data in .data and needs no model', () => {
    expect(readEnv({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: '.data',
      SESSION_TIMEOUT_SECONDS: 1800,
      CLEANUP_INTERVAL_MINUTES: 5,
      MAX_HISTORY_SIZE: 100,
      LOG_LEVEL: 'info',
      SEED_DEMO: true,
      LEASE_MS: 15_000,
      QUEUE_WAIT_MS: 30_000,
    })
    expect(readEnv({}).DATABASE_URL).toBeUndefined()
  })

  test('an empty variable counts as not set', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', LOG_LEVEL: '' })).toEqual(readEnv({}))
  })
})

describe('what is set', () => {
  test('who sees what, the public address and the budget of a day', () => {
    const settings = { EXPOSURE: 'Guarded', PUBLIC_URL: 'https://chat.example.org', DAILY_MODEL_BUDGET: '2.50' }
    expect(readEnv(settings)).toMatchObject({ ...settings, EXPOSURE: 'guarded', DAILY_MODEL_BUDGET: 2.5 })
    expect(readEnv({})).not.toHaveProperty('EXPOSURE')
    expect(complaint({ EXPOSURE: 'closed' })).toContain('EXPOSURE must be open or guarded')
    expect(complaint({ DAILY_MODEL_BUDGET: '$5' })).toContain('DAILY_MODEL_BUDGET must be an amount')
  })

  test.each(['DEBUG', 'debug', 'Debug'])('LOG_LEVEL=%s is heard in any case', (level) => {
    expect(readEnv({ LOG_LEVEL: level }).LOG_LEVEL).toBe('debug')
  })

  test.each([
    ['false', false],
    ['0', false],
    ['NO', false],
    ['True', true],
  ])('SEED_DEMO=%s', (text, seeds) => {
    expect(readEnv({ SEED_DEMO: text }).SEED_DEMO).toBe(seeds)
  })

  test('lists are cut at commas, around which spaces do not count', () => {
    expect(readEnv({ TRUSTED_PROXIES: ' 10.0.0.1, fd00::/8 ,' }).TRUSTED_PROXIES).toEqual(['10.0.0.1', 'fd00::/8'])
  })
})

describe('what cannot be read', () => {
  test.each([
    ['PORT', 'http', /PORT must be a whole number/],
    ['PORT', '65536', /PORT must be at most 65535/],
    ['DATABASE_URL', 'mysql://db', /DATABASE_URL must begin with postgresql/],
    ['OPENAI_BASE_URL', 'localhost', /OPENAI_BASE_URL must be an http or https address/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL must be debug, info, warn or error/],
    ['SEED_DEMO', 'maybe', /SEED_DEMO must be true or false/],
    ['AUTH_SECRET', 'short', /AUTH_SECRET must have at least 32 characters/],
    ['DEFAULT_TIME_ZONE', 'Berlin', /DEFAULT_TIME_ZONE must be a time zone/],
    ['TRUSTED_PROXIES', '10.0.0.1,proxy.local', /TRUSTED_PROXIES .*proxy\.local/],
    ['TRUSTED_PROXIES', '10.0.0.0/33', /TRUSTED_PROXIES .*10\.0\.0\.0\/33/],
  ])('%s=%s is refused by name', (name, value, reason) => {
    expect(complaint({ [name]: value })).toMatch(reason)
  })

  test('is listed all at once', () => {
    expect(complaint({ PORT: 'x', LOG_LEVEL: 'y' })).toMatch(/PORT .*; LOG_LEVEL /)
  })

  test('is told without the value of a secret', () => {
    expect(complaint({ AUTH_SECRET: 'hush', ADMIN_PASSWORD: 'shh' })).not.toMatch(/hush|shh/)
  })
})
