import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/errors'
import { explainFailure } from '@/lib/store/embedded-postgres/explain-failure'

describe('explainFailure', () => {
  test.each([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', /disk that holds \/data is full/],
    ["Error: EACCES: permission denied, mkdir '/data'", /folder \/data cannot be read and written/],
    ['FATAL:  data directory: Permission denied', /folder \/data cannot be read and written/],
    ['FATAL:  database files are incompatible with server', /made by another version/],
    ['initdb: error while loading shared libraries: libicuuc.so.60', /run npm ci again, or set DATABASE_URL/],
    ['something nobody has thought of', /read \/data\/postgres\.log, or set DATABASE_URL/],
  ])('%s', (text, sentence) => {
    const explained = explainFailure(new Error(text), '/data')
    expect(explained.publicMessage).toMatch(sentence)
    expect(explained.cause).toBeInstanceOf(Error)
  })

  test('what already says what to do is left as it is', () => {
    const said = new AppError('SERVER_ERROR', 'Do this.')
    expect(explainFailure(said, '/data')).toBe(said)
  })
})
