import pino from 'pino'
import pretty from 'pino-pretty'
import type { Log } from '@/lib/domain/log'

const secretNames = [
  'authorization',
  'cookie',
  'password',
  'passwordHash',
  'secret',
  'token',
  'access_token',
  'apiKey',
  'api_key',
  'signature',
  '["x-signature"]',
  '["set-cookie"]',
]

/** JSON lines; in a terminal, one readable line a record. What carries a secret's name is never written. */
export function createLog(level: string, options: { terminal?: boolean; write?: (line: string) => void } = {}): Log {
  const terminal = options.terminal ?? process.stdout.isTTY
  const settings: pino.LoggerOptions = {
    level,
    base: null,
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: secretNames.flatMap((name) => [name, name.startsWith('[') ? `*${name}` : `*.${name}`]),
      censor: '[secret]',
    },
  }
  if (options.write) return adapt(pino(settings, { write: options.write }))
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
  return {
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
    child: (fields) => adapt(logger.child(fields)),
  }
}
