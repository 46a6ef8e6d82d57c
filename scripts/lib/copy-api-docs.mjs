// Swagger UI and ReDoc, served by ourselves: their pages ask no other server for anything.
import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

const apiDocsFolder = 'public/api-docs'

export function copyApiDocs(root) {
  const swagger = dirname(require.resolve('swagger-ui-dist/package.json'))
  const redoc = dirname(require.resolve('redoc/package.json'))
  const files = [
    join(swagger, 'swagger-ui.css'),
    join(swagger, 'swagger-ui-bundle.js'),
    join(redoc, 'bundles/redoc.standalone.js'),
  ]
  mkdirSync(join(root, apiDocsFolder), { recursive: true })
  for (const file of files) copyFileSync(file, join(root, apiDocsFolder, basename(file)))
}
