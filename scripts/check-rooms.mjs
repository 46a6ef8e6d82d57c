#!/usr/bin/env node
// Holds the source to the rooms of the design: who may import whom, who may reach the database, the network and the
// environment. `node scripts/check-rooms.mjs [FOLDER]` prints one line for each breach and exits with 1.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import { findCycles } from './rooms/find-cycles.mjs'
import { findReaches } from './rooms/find-reaches.mjs'
import { anything, packageOwners, reachOwners, roomOf, rooms } from './rooms/room-rules.mjs'

const skipped = new Set(['node_modules', 'dist', 'public', 'docs', 'generated', 'test-results'])
const source = /\.(?:ts|tsx|mts|mjs|js|jsx)$/

const root = resolve(process.argv[2] ?? '.')
const files = sourceFiles(root).sort()
const parsed = new Map(files.map((file) => [file, read(file)]))
const breaches = [...files.flatMap(breachesOf), ...findCycles(new Map(files.map((file) => [file, links(file)])))]
const lines = [...new Set(breaches.map(({ file, line, rule }) => `${file}:${line}: ${rule}`))]
for (const line of lines) console.log(line)
if (lines.length > 0) console.log(`${lines.length} breaches of the rooms`)
else console.log(`${files.length} files keep to their rooms`)
process.exitCode = lines.length > 0 ? 1 : 0

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) || entry.name.startsWith('.') ? [] : sourceFiles(path)
    return source.test(entry.name) && !entry.name.endsWith('.d.ts') ? [relative(root, path)] : []
  })
}

function read(file) {
  const text = readFileSync(join(root, file), 'utf8')
  const { module, program, errors } = parseSync(file, text)
  const lineAt = (offset) => text.slice(0, offset).split('\n').length
  const reaches = findReaches(program)
  return {
    error: errors[0]?.message ?? null,
    imports: [...staticImports(module), ...reaches.imports].map(({ specifier, at, names }) => ({
      specifier,
      names,
      line: lineAt(at),
      target: targetOf(file, specifier),
    })),
    reaches: reaches.found.map(({ what, at }) => ({ what, line: lineAt(at) })),
  }
}

// `names` are the values that come in; empty where only types do.
function staticImports({ staticImports: imports, staticExports: exports }) {
  return [
    ...imports.map(({ moduleRequest, entries, start }) => ({
      specifier: moduleRequest.value,
      at: start,
      names: entries.length === 0 ? ['*'] : entries.filter(({ isType }) => !isType).map(importedName),
    })),
    ...exports.flatMap(({ entries }) =>
      entries
        .filter(({ moduleRequest }) => moduleRequest)
        .map((entry) => ({
          specifier: entry.moduleRequest.value,
          at: entry.start,
          names: entry.isType ? [] : [importedName(entry)],
        })),
    ),
  ]
}

function importedName({ importName }) {
  return importName.name ?? '*'
}

/** A file of ours (from the root, with its ending where it exists), or null for a package. */
function targetOf(file, specifier) {
  if (!/^(?:\.{1,2}(?:\/|$)|@\/)/.test(specifier)) return null
  const path = specifier.startsWith('@/') ? join(root, specifier.slice(2)) : resolve(root, dirname(file), specifier)
  const found = ['', '.ts', '.tsx', '.mts', '.mjs', '.js', '.jsx', '/index.ts', '/index.tsx']
    .map((ending) => path + ending)
    .find((candidate) => existsSync(candidate) && statSync(candidate).isFile())
  return relative(root, found ?? path)
}

function links(file) {
  return parsed
    .get(file)
    .imports.filter(({ target }) => target !== null && parsed.has(target))
    .map(({ target, line }) => ({ target, line }))
}

function breachesOf(file) {
  const { error, imports, reaches } = parsed.get(file)
  if (error) return [{ file, line: 1, rule: `cannot be parsed: ${error}` }]
  const room = roomOf(file)
  if (room === null)
    return [{ file, line: 1, rule: 'stands in no room: give its folder a row in scripts/rooms/room-rules.mjs' }]
  return [
    ...imports.flatMap(({ specifier, target, names, line }) => {
      const rule = target === null ? packageRule(room, file, specifier, names) : arrowRule(room, file, target)
      return rule ? [{ file, line, rule }] : []
    }),
    ...reaches.flatMap(({ what, line }) => {
      const { owners, rule } = reachOwners[what]
      return isIn(owners, room, file) ? [] : [{ file, line, rule }]
    }),
  ]
}

function arrowRule(room, file, target) {
  const other = roomOf(target)
  if (other === room) return null
  if (other === 'tests')
    return room === 'development' ? null : `${file} must not import ${target}: it belongs to the tests`
  const { imports } = rooms[room]
  if (imports === anything || imports.includes(other)) return null
  const allowed = imports.length === 0 ? 'nothing' : `only ${imports.join(', ')}`
  return `${room} may import ${allowed}, not ${target}${other === null ? '' : ` (${other})`}`
}

function packageRule(room, file, specifier, names) {
  const owner = packageOwners.find(({ of, valuesOnly = false, allowedNames = [] }) => {
    if (!of.test(specifier)) return false
    return !valuesOnly || names.some((name) => !allowedNames.includes(name))
  })
  if (owner && !isIn(owner.owners, room, file)) return `${specifier}: ${owner.rule}`
  if (rooms[room].browser && specifier.startsWith('node:')) return `${room} runs in browsers: no ${specifier}`
  return null
}

function isIn(owners, room, file) {
  return room === 'tests' || room === 'development' || owners.includes(room) || owners.includes(file)
}
