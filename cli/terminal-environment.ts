// The one place where the terminal tools read the environment. They need four variables, and must work beside a server
// whose other settings are wrong: so they do not go through the server's own parsing.

export type TerminalEnvironment = {
  adminApiKey: string | null
  dataDir: string
  databaseUrl: string | null
  noColor: boolean
}

/** Empty counts as not set. Throws nothing. */
export function terminalEnvironment(): TerminalEnvironment {
  const { ADMIN_API_KEY, DATA_DIR, DATABASE_URL, NO_COLOR } = process.env
  return {
    adminApiKey: ADMIN_API_KEY || null,
    dataDir: DATA_DIR || '.data',
    databaseUrl: DATABASE_URL || null,
    noColor: Boolean(NO_COLOR),
  }
}

/** One variable that the command line names. */
export function environmentValue(name: string): string | undefined {
  return process.env[name]
}

/** The whole environment, with additions, for a tool that we start. */
export function childEnvironment(additions: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...process.env, ...additions }
}
