import { readFileSync } from 'node:fs'

// Linux counts in hundredths of a second for programs, whatever the kernel's own clock.
const tickMs = 10

/** CPU time a process and its threads have used so far, in milliseconds. */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // Behind the name, which may contain anything: state, parent, …, utime, stime.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}
