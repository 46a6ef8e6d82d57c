import type { Readable, Writable } from 'node:stream'
import { CliFailure } from './cli-failure'

const maxLength = 1000

/** The first line of standard input, never an argument: those stand in histories and lists of processes. */
export async function readPassword(world: {
  stdin: Readable & { isTTY?: boolean }
  stderr: Writable
}): Promise<string> {
  if (world.stdin.isTTY) world.stderr.write('The password, then Enter (it shows while you type):\n')
  let text = ''
  for await (const piece of world.stdin.setEncoding('utf8')) {
    text += piece
    if (text.includes('\n') || text.length > 2 * maxLength) break
  }
  const [line = ''] = text.split(/\r?\n/, 1)
  if (line === '') throw new CliFailure('No password on standard input.')
  return line
}
