// The environment, parsed once. The only file of ours that reads `process.env`.
import { isIP } from 'node:net'
import { z } from 'zod'
import { AppError } from '@/lib/domain/errors'

const whole = (fallback: number, min = 0, max = 2 ** 31 - 1) =>
  z
    .string()
    .regex(/^\d+$/, { error: 'must be a whole number' })
    .transform(Number)
    .pipe(
      z
        .number()
        .min(min, { error: `must be at least ${min}` })
        .max(max, { error: `must be at most ${max}` }),
    )
    .default(fallback)
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )
const yesNo = (fallback: boolean) =>
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['true', 'false', '1', '0', 'yes', 'no'], { error: 'must be true or false' }))
    .transform((text) => ['true', '1', 'yes'].includes(text))
    .default(fallback)
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, { error: 'must begin with postgresql://' })
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' })

const schema = z.object({
  PORT: whole(3000, 0, 65535),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),
  EXPOSURE: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['open', 'guarded'], { error: 'must be open or guarded' }))
    .optional(),
  DATABASE_URL: postgresUrl.optional(),
  /** A server where data sources get their databases. */
  DATA_DATABASE_URL: postgresUrl.optional(),
  DATA_DIR: z.string().default('.data'),
  ADMIN_API_KEY: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  AUTH_SECRET: z.string().min(32, { error: 'must have at least 32 characters' }).optional(),
  ADMIN_EMAIL: z.string().trim().toLowerCase().default('admin@localhost'),
  ADMIN_PASSWORD: z.string().min(8, { error: 'must have at least 8 characters' }).optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_FALLBACK_MODEL: z.string().optional(),
  OPENAI_EMBEDDING_MODEL: z.string().optional(),
  MODEL_PRICES: z.string().optional(),
  DAILY_MODEL_BUDGET: z
    .string()
    .regex(/^\d+(\.\d+)?$/, { error: 'must be an amount such as 5 or 2.50' })
    .transform(Number)
    .optional(),
  SESSION_TIMEOUT_SECONDS: whole(1800, 1),
  CLEANUP_INTERVAL_MINUTES: whole(5, 1),
  AGENT_TIMEOUT_SECONDS: whole(30, 1, 3600),
  MAX_HISTORY_SIZE: whole(100, 1, 10_000),
  TRUSTED_PROXIES: list.superRefine((entries, { addIssue }) => {
    for (const entry of entries.filter((item) => !isAddressOrRange(item)))
      addIssue({ code: 'custom', message: `must list addresses or ranges such as 10.0.0.0/8, which ${entry} is not` })
  }),
  EGRESS_ALLOW: list,
  DEFAULT_COUNTRY: z
    .string()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, { error: 'must be a two-letter country code' })
    .default('US'),
  DEFAULT_TIME_ZONE: z
    .string()
    .refine(isTimeZone, { error: 'must be a time zone such as Europe/Berlin' })
    .default('UTC'),
  LOG_LEVEL: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['debug', 'info', 'warn', 'error'], { error: 'must be debug, info, warn or error' }))
    .default('info'),
  SEED_DEMO: yesNo(true),
  /** `scripted` serves whole-server tests and benchmarks. */
  LANGUAGE: z.enum(['auto', 'scripted']).default('auto'),
  // Lengths in milliseconds; tests shorten them.
  LEASE_MS: whole(15_000, 100),
  LEASE_RENEW_MS: whole(5_000, 20),
  SWEEP_MS: whole(5_000, 20),
  WAKE_MS: whole(5_000, 20),
  DELIVERY_MS: whole(5_000, 20),
  TICKET_MS: whole(5_000, 100),
  QUEUE_WAIT_MS: whole(30_000, 1),
  TURN_LIMIT_MS: whole(120_000, 1),
  DRAIN_MS: whole(30_000, 0),
  SESSION_RESUME_MS: whole(60_000, 1),
  SESSION_KEEP_MS: whole(5_000, 20),
  SOCKET_PING_MS: whole(30_000, 20),
  POOL_SIZE: whole(10, 1, 100),
})

export type Env = z.output<typeof schema>

/** Throws BAD_REQUEST that names every variable that cannot be read and why; an empty variable counts as not set. */
export function readEnv(values: Readonly<Record<string, string | undefined>> = process.env): Env {
  const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = schema.safeParse(set)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => ({ path: String(issue.path[0]), message: issue.message }))
  const text = problems.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw new AppError('BAD_REQUEST', `The environment cannot be used: ${text}.`, { problems })
}

function isAddressOrRange(entry: string): boolean {
  const [address = '', length, ...rest] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (family === 6 ? 128 : 32))
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
