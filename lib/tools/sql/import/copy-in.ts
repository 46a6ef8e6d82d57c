import type pg from 'pg'

/** `pg`'s connection can do this, and its types leave it out. */
type CopyConnection = pg.Connection & { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void }

/** Runs a COPY … FROM STDIN with these rows, in PostgreSQL's text form. Rejects with what the database says. */
export function copyIn(client: pg.Client, text: string, rows: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const listener = {
      submit: (connection: pg.Connection) => connection.query(text),
      handleCopyInResponse(connection: CopyConnection) {
        connection.sendCopyFromChunk(Buffer.from(rows))
        connection.endCopyFrom()
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => reject(error),
      handleRowDescription: () => undefined,
      handleDataRow: () => undefined,
      handlePortalSuspended: () => undefined,
      handleEmptyQuery: () => undefined,
      handleCopyData: () => undefined,
    }
    client.query(listener)
  })
}

/** One row of COPY's text form. */
export function copyLine(values: readonly (string | null)[]): string {
  return `${values.map((value) => (value === null ? '\\N' : escaped(value))).join('\t')}\n`
}

const marks: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

// NUL is the one character that PostgreSQL's text cannot hold.
function escaped(value: string): string {
  return value.replaceAll('\0', '').replace(/[\\\t\n\r]/g, (mark) => marks[mark] ?? mark)
}
