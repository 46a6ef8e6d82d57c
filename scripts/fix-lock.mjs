#!/usr/bin/env node
// A registry may lack the binaries of other platforms. `npm install` then leaves them out of package-lock.json, and
// `npm ci` refuses a lock that does not name everything package.json and its dependencies ask for.
// This adds what was left out; npm passes over such packages wherever the platform is another one.
//   node scripts/fix-lock.mjs [--check] [FILE]      --check changes nothing and exits with 1 if something is missing
import { readFileSync, writeFileSync } from 'node:fs'

const args = process.argv.slice(2)
const file = args.find((arg) => !arg.startsWith('--')) ?? 'package-lock.json'
const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = missingPackages(lock.packages)
const unclear = missing.filter(({ platform }) => platform === null)

if (unclear.length > 0) {
  for (const { name } of unclear)
    console.error(`${name} is missing, and its name does not tell its platform: add it to the table`)
  process.exitCode = 1
} else if (missing.length === 0) {
  console.log(`${file} is complete`)
} else if (args.includes('--check')) {
  for (const { name, version } of missing) console.error(`${file} lacks ${name} ${version}: run npm run lock`)
  process.exitCode = 1
} else {
  for (const { name, version, platform } of missing)
    lock.packages[`node_modules/${name}`] = { version, optional: true, ...platform }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
  console.log(`${file}: added ${missing.map(({ name }) => name).join(', ')}`)
}

function missingPackages(packages) {
  const found = new Map()
  for (const [place, { optionalDependencies = {} }] of Object.entries(packages))
    for (const [name, range] of Object.entries(optionalDependencies))
      if (!isInstalled(packages, place, name))
        found.set(name, { name, version: range.replace(/^[\^~=v]+/, ''), platform: platformOf(name) })
  return [...found.values()]
}

/** As Node looks for a package: beside its dependant, and then folder by folder up to the root. */
function isInstalled(packages, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

function platformOf(name) {
  const known = { fsevents: { os: ['darwin'] } }
  if (known[name]) return known[name]
  const words = name.split(/[@/._-]/)
  const one = (table) => Object.entries(table).find(([word]) => words.includes(word))?.[1]
  const os = one({
    android: 'android',
    darwin: 'darwin',
    win32: 'win32',
    windows: 'win32',
    freebsd: 'freebsd',
    linux: 'linux',
    linuxmusl: 'linux',
    openharmony: 'openharmony',
    sunos: 'sunos',
    aix: 'aix',
    netbsd: 'netbsd',
    openbsd: 'openbsd',
  })
  const cpu = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'].find(
    (word) => words.includes(word),
  )
  if (!os && !cpu) return null
  const libc = words.some((word) => word.includes('musl')) ? ['musl'] : null
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(os ? { os: [os] } : {}), ...(libc ? { libc } : {}) }
}
