/**
 * What keeps a query from doing harm, each on its own: a role without rights, a parser with an allow-list, a read-only
 * transaction with limits, row policies in the database, and caps on rows, bytes and time. Tests switch them off singly.
 */
export type DataLayers = { role: boolean; parser: boolean; transaction: boolean; policies: boolean; caps: boolean }

export const allLayers: DataLayers = { role: true, parser: true, transaction: true, policies: true, caps: true }
