import { createInflater } from './inflate-within'

const maxFilters = 4

/** Unpacks every packed stream once and counts. Throws Unreadable where they come to too much. Damaged ones are the parser's. */
export function measurePdf(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const inflater = createInflater()
  for (let mark = file.indexOf('stream'); mark !== -1; mark = file.indexOf('stream', mark + 6)) {
    if (file.subarray(mark - 3, mark).toString('latin1') === 'end') continue
    const from = mark + 6 + (file[mark + 6] === 0x0d ? 2 : 1)
    const before = file.subarray(Math.max(0, mark - 2000), mark).toString('latin1')
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1)
    const end = file.indexOf('endstream', from)
    let packed: Uint8Array | null = file.subarray(from, end === -1 ? undefined : end)
    const filters = dictionary.split(/FlateDecode|\/Fl\b/).length - 1
    // Pictures are not unpacked for their words: each is held to the limit, not all together.
    const counter = /\/Subtype\s*\/Image/.test(dictionary) ? createInflater() : inflater
    for (let round = 0; packed && round < Math.min(filters, maxFilters); round++) packed = counter.zlib(packed)
  }
}
