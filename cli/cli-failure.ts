/** What a terminal tool says instead of a stack trace: one sentence, and the status it exits with. */
export class CliFailure extends Error {
  readonly exitCode: number

  constructor(sentence: string, exitCode = 1) {
    super(sentence)
    this.name = 'CliFailure'
    this.exitCode = exitCode
  }
}

/** A command line that cannot be understood. */
export function usageFailure(sentence: string): CliFailure {
  return new CliFailure(sentence, 2)
}
