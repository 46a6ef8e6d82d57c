import { Unreadable } from './block'
import { createInflater } from './inflate-within'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

/**
 * The names of a ZIP archive's files, every one of them unpacked and counted: what its headers say of sizes is not believed.
 * Throws Unreadable where it is damaged, encrypted or unpacks to too much.
 */
export function measureZip(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return measure(bytes, view)
  } catch (error) {
    if (error instanceof RangeError) throw broken()
    throw error
  }
}

function measure(bytes: Uint8Array, view: DataView): string[] {
  const end = endOf(view)
  const inflater = createInflater()
  const names: string[] = []
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== entryMark) throw broken()
    const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1
    if (isEncrypted) throw new Unreadable('It is encrypted: save it without a password.')
    const nameLength = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    if (view.getUint32(local, true) !== localMark) throw broken()
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const packed = bytes.subarray(from, from + view.getUint32(at + 20, true))
    if (view.getUint16(at + 10, true) === 0) inflater.count(packed.byteLength)
    else if (inflater.raw(packed) === null) throw broken()
    names.push(Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString())
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return names
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at--) if (view.getUint32(at, true) === endMark) return at
  throw broken()
}

function broken(): Unreadable {
  return new Unreadable('The file is damaged: its archive cannot be opened.')
}
