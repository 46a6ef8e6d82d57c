import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folders = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
  '/run/current-system/sw/bin',
]

// PGPORT, PGDATA and the like in the starter's environment must not reach a cluster that others will attach to.
export const toolEnvironment = { PATH: folders.join(':'), TZ: 'UTC', LC_ALL: 'C', NODE_ENV: 'production' } as const

export function isInstalled(tool: string): boolean {
  return folders.some((folder) => existsSync(join(folder, tool)))
}

/** Runs a program to its end; `output` is what it printed on both streams. A program that is missing has code null. */
export function runTool(words: readonly string[]): Promise<{ code: number | null; output: string }> {
  const [command = '', ...args] = words
  return new Promise((resolve) => {
    const child = execFile(command, args, { env: toolEnvironment, cwd: '/' }, (error, stdout, stderr) => {
      resolve({ code: child.exitCode, output: `${stdout}${stderr}${child.exitCode === null ? error : ''}` })
    })
  })
}
