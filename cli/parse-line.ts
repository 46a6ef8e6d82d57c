import { type ParseArgsConfig, parseArgs } from 'node:util'
import { usageFailure } from './cli-failure'

type Options = NonNullable<ParseArgsConfig['options']>

/** A command line by its options, words among them or not. Throws `CliFailure` with what is wrong and the usage. */
export function parseLine<O extends Options>(argv: readonly string[], options: O, usage: string) {
  try {
    return parseArgs<{ args: string[]; allowPositionals: true; options: O }>({
      args: [...argv],
      allowPositionals: true,
      options,
    })
  } catch (cause) {
    throw usageFailure(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`)
  }
}
