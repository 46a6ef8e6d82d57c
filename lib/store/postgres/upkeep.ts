import { platform } from '@/lib/domain/scope'
import type { Upkeep } from '@/lib/domain/store'
import { forgetTrials } from '@/lib/store/postgres/agent-trials'
import { type Database, run, type Statement } from '@/lib/store/postgres/database'
import { makePartitions } from '@/lib/store/postgres/make-partitions'
import { timestamp } from '@/lib/store/postgres/parameters'
import { tokens } from '@/lib/store/postgres/tokens'

const idempotencyLifeMs = 24 * 60 * 60 * 1000

const forget: Statement = {
  name: 'forget-expired',
  text: `
WITH keys AS (
  UPDATE turns SET idempotency_key = NULL, request_hash = NULL
  WHERE idempotency_key IS NOT NULL AND started_at < $1
), used AS (
  DELETE FROM nonces WHERE expires_at <= $2
)
DELETE FROM turn_tickets WHERE expires_at <= clock_timestamp()`,
}

export function upkeep(database: Database): Upkeep {
  return {
    makePartitions: (now, monthsAhead) => makePartitions(database.pool, now, monthsAhead),
    async forgetExpired(now) {
      await run(database, forget, [timestamp(now - idempotencyLifeMs), timestamp(now)])
      await forgetTrials(database, now)
      await tokens(database).forgetOldTokens(platform, now)
    },
    async ping() {
      await run(database, { name: 'ping', text: 'SELECT 1' }, [])
    },
  }
}
