import type { Readable, Writable } from 'node:stream'
import { CliFailure, usageFailure } from './cli-failure'
import type { AddProvider } from './providers-request'

const maxLength = 4096

/** The key from where the command line says it is; never repeated in a message. Throws CliFailure where there is none. */
export async function readProviderKey(
  { key }: Pick<AddProvider, 'key'>,
  world: {
    environmentValue: (name: string) => string | undefined
    stdin: Readable & { isTTY?: boolean }
    stderr: Writable
  },
): Promise<string | null> {
  switch (key.from) {
    case 'nowhere':
      return null
    case 'variable': {
      // Somebody who puts the key itself there must not see it again in a message.
      if (!/^[A-Za-z_]\w{0,99}$/.test(key.name)) throw usageFailure('--key-env is the name of an environment variable.')
      return checked(world.environmentValue(key.name) ?? '', 'The variable that --key-env names is empty or not set.')
    }
    case 'stdin': {
      if (world.stdin.isTTY) world.stderr.write('The key, then Enter and Ctrl-D (it shows while you type):\n')
      return checked(
        await readAll(world.stdin),
        'No key on standard input. Pipe it in, name --key-env, or say --no-key.',
      )
    }
    default:
      return key satisfies never
  }
}

function checked(text: string, ifEmpty: string): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new CliFailure(ifEmpty)
  if (trimmed.length > maxLength || !/^[\x21-\x7e]+$/.test(trimmed))
    throw new CliFailure('The key is not one word of plain characters.')
  return trimmed
}

async function readAll(stdin: Readable): Promise<string> {
  let text = ''
  for await (const piece of stdin.setEncoding('utf8')) {
    text += piece
    if (text.length > 2 * maxLength) break
  }
  return text
}
