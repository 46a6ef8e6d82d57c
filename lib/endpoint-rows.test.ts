// The API's document is made from the rows that the route files serve: none is left out.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endpointRows } from './endpoint-rows'
import { openApiDocument } from './http/openapi'

const root = join(import.meta.dirname, '..')
const list = readFileSync(join(import.meta.dirname, 'endpoint-rows.ts'), 'utf8')

test('every row of a route file stands in the list', () => {
  const served = globSync('app/**/route.ts', { cwd: root }).flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8')
    const rows = /nextRoute\(([^)]*)\)/.exec(source)?.[1] ?? ''
    return rows
      .split(',')
      .map((name) => name.trim())
      .filter((name) => /^\w+$/.test(name))
  })
  expect(served.length).toBeGreaterThan(40)
  expect(served.filter((name) => !new RegExp(`\\b${name}\\b`).test(list))).toEqual([])
})

test('the document has every method and path, each under an id of its own', () => {
  const document = openApiDocument(endpointRows, { title: 'Parley', version: '1' })
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item?.[method]
      return operation ? [{ place: `${method.toUpperCase()} ${path}`, id: operation.operationId }] : []
    }),
  )
  expect(operations.map(({ place }) => place).sort()).toEqual(
    endpointRows.map(({ method, path }) => `${method} ${path}`).sort(),
  )
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
})
