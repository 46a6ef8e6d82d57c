import pino from 'pino'
import pretty from 'pino-pretty'
import type { Log, LogFields } from '@/lib/domain/log'

const secretName = /authorization|cookie|password|secret|token|signature|api[-_]?key|credential/i
const hidden = '[secret]'
const deepest = 8

/**
 * JSON lines; in a terminal, one readable line a record. What carries a secret's name is never written, however deep it
 * stands, nor are credentials inside an address or a header's text.
 */
export function createLog(level: string, options: { terminal?: boolean; write?: (line: string) => void } = {}): Log {
  const settings: pino.LoggerOptions = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  }
  if (options.write) return adapt(pino(settings, { write: options.write }))
  const terminal = options.terminal ?? process.stdout.isTTY
  if (!terminal) return adapt(pino(settings, pino.destination({ dest: 1, sync: true })))
  const stream = pretty({
    sync: true,
    colorize: true,
    messageKey: 'message',
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
  })
  return adapt(pino(settings, stream))
}

function adapt(logger: pino.Logger): Log {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) => {
      if (logger.isLevelEnabled(level)) logger[level](withoutSecrets(fields), withoutCredentials(message))
    }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => adapt(logger.child(withoutSecrets(fields))),
  }
}

function withoutSecrets(fields: LogFields, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isSecret(name, value) ? hidden : shown(value, depth)]),
  )
}

// Numbers under such a name are counts: a model call's tokens.
function isSecret(name: string, value: unknown): boolean {
  return secretName.test(name) && value !== null && (typeof value === 'string' || typeof value === 'object')
}

function shown(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutCredentials(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return '[deeper]'
  if (Array.isArray(value)) return value.map((item) => shown(item, depth + 1))
  if (value instanceof Date) return value
  if (value instanceof Error) return shownError(value, depth)
  return withoutSecrets(Object.fromEntries(Object.entries(value)), depth + 1)
}

// Message and stack are not enumerable: written as any object, an error would be `{}`.
function shownError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause } = error
  return withoutSecrets(
    { name, message, ...('code' in error && { code: error.code }), stack, ...(cause !== undefined && { cause }) },
    depth + 1,
  )
}

function withoutCredentials(text: string): string {
  return text
    .replace(/(:\/\/)[^\s/@]{1,500}@/g, `$1${hidden}@`)
    .replace(/\b(Bearer|Basic) [\w.~+/=-]{6,}/gi, `$1 ${hidden}`)
}
