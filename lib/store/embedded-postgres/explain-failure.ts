import { AppError, isAppError } from '@/lib/domain/errors'

const sentences: readonly [pattern: RegExp, sentence: (dataDir: string) => string][] = [
  [
    /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded/,
    (dataDir) => `The disk that holds ${dataDir} is full: free some space on it and start again.`,
  ],
  [
    /EACCES|EPERM|EROFS|Permission denied|Operation not permitted|Read-only file system/,
    (dataDir) =>
      `The data folder ${dataDir} cannot be read and written by this user: give this user access to it, or set DATA_DIR to another folder.`,
  ],
  [
    /ENOTDIR|EEXIST/,
    (dataDir) =>
      `The data folder ${dataDir} cannot be made because a file stands in its way: set DATA_DIR to another folder.`,
  ],
  [
    /error while loading shared libraries/,
    () =>
      'The embedded PostgreSQL lacks a library, as after an installation without scripts: run npm ci again, or set DATABASE_URL to a PostgreSQL server.',
  ],
  [
    /database files are incompatible with server/,
    (dataDir) =>
      `The database in ${dataDir} was made by another version of PostgreSQL: start the version of this server that made it, or set DATA_DIR to another folder.`,
  ],
  [
    /could not (?:create|map|resize) .*shared memory|Cannot allocate memory/,
    () =>
      'There is not enough memory for the embedded PostgreSQL: free some, or set DATABASE_URL to a PostgreSQL server.',
  ],
]

/** An AppError SERVER_ERROR of one sentence that says what to do; the error itself, or the server's log, as its cause. */
export function explainFailure(error: unknown, dataDir: string): AppError {
  if (isAppError(error)) return error
  const text = String(error)
  const known = sentences.find(([pattern]) => pattern.test(text))
  const sentence = known
    ? known[1](dataDir)
    : `The embedded PostgreSQL did not start: read ${dataDir}/postgres.log, or set DATABASE_URL to a PostgreSQL server.`
  return new AppError('SERVER_ERROR', sentence, { cause: error })
}
