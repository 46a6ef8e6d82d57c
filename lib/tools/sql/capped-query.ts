import type pg from 'pg'
import type { QueryColumn } from '@/lib/domain/data-source'
import type { Json } from '@/lib/domain/json'
import { dataTypeOf, readValue } from './read-value'

export type Caps = { rows: number; bytes: number }

export type CappedRows = { columns: QueryColumn[]; rows: Json[][]; isCut: boolean }

type Field = { name: string; dataTypeID: number }

/** What `pg` calls on a query of ours; it hands over its own messages. */
type Listener = pg.Submittable & {
  handleRowDescription(message: { fields: readonly Field[] }): void
  handleDataRow(message: { fields: readonly (string | null)[] }): void
  handlePortalSuspended(): void
  handleCommandComplete(): void
  handleEmptyQuery(): void
  handleCopyInResponse(): void
  handleCopyData(): void
  handleReadyForQuery(): void
  handleError(error: Error): void
}

// A single row larger than all that is wanted never arrives whole: the connection ends first.
const slackBytes = 64 * 1024

/**
 * Runs one statement by the extended protocol, in one round trip, and takes at most so many rows and bytes of it; `caps`
 * null: all of it. Past the bytes the connection is destroyed. Rejects with what the database says.
 */
export function runCapped(
  client: pg.Client,
  { text, values }: { text: string; values: readonly (string | null)[] },
  caps: Caps | null,
): Promise<CappedRows> {
  return new Promise((resolve, reject) => {
    const seen = createCollector(caps)
    let connection: pg.Connection | undefined
    let failure: Error | undefined
    const overflow = () => {
      connection?.stream.destroy()
      finish()
    }
    const countRaw = (chunk: Buffer) => {
      if (seen.addRaw(chunk.length)) overflow()
    }
    const finish = () => {
      connection?.stream.off('data', countRaw)
      if (failure && !seen.result.isCut) reject(failure)
      else resolve(seen.result)
    }
    const listener: Listener = {
      submit(to) {
        connection = to
        if (caps) to.stream.on('data', countRaw)
        to.parse({ name: '', text, types: [] }, true)
        to.bind({ values: [...values] }, true)
        to.describe({ type: 'P', name: '' }, true)
        to.execute({ portal: '', rows: caps ? String(caps.rows + 1) : '0' }, true)
        to.sync()
      },
      handleRowDescription: ({ fields }) => seen.describe(fields),
      handleDataRow: ({ fields }) => {
        if (seen.add(fields)) overflow()
      },
      handlePortalSuspended: () => undefined,
      handleCommandComplete: () => undefined,
      handleEmptyQuery: () => undefined,
      handleCopyInResponse: () => connection?.stream.destroy(),
      handleCopyData: () => undefined,
      handleReadyForQuery: finish,
      handleError(error) {
        failure ??= error
        finish()
      },
    }
    client.query(listener)
  })
}

function createCollector(caps: Caps | null) {
  const result: CappedRows = { columns: [], rows: [], isCut: false }
  let fields: readonly Field[] = []
  let bytes = 0
  let raw = 0
  const cut = () => {
    result.isCut = true
    return true
  }
  return {
    result,
    describe(described: readonly Field[]) {
      fields = described
      result.columns = described.map(({ name, dataTypeID }) => ({ name, type: dataTypeOf(dataTypeID) }))
    },
    /** True when the bytes are used up. */
    add(values: readonly (string | null)[]): boolean {
      if (caps && result.rows.length === caps.rows) {
        result.isCut = true
        return false
      }
      bytes += values.reduce((sum, value) => sum + Buffer.byteLength(value ?? ''), 0)
      if (caps && bytes > caps.bytes) return cut()
      result.rows.push(values.map((value, at) => readValue(value, fields[at]?.dataTypeID ?? 0)))
      return false
    },
    addRaw(length: number): boolean {
      raw += length
      return caps !== null && raw > caps.bytes * 2 + slackBytes ? cut() : false
    },
  }
}
